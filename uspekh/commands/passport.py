"""The audit of the passport, which needs no database."""

from __future__ import annotations

from dataclasses import asdict

import click

from uspekh import settings
from uspekh.audit import SEVERITIES, Finding, find_contradictions
from uspekh.commands.answers import as_json, refuse, say
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import load_plan


@click.command()
@as_json
def audit(machine: bool) -> None:
    """Every finding of the audit, the worst first; needs the passport alone, neither actuals nor a database."""
    try:
        found = find_contradictions(load_plan(settings.data_folder() / "passport"))
    except PassportDamaged as error:
        refuse(str(error))
    answer = [
        {
            "id": finding.key,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.what,
            "places": [asdict(place) for place in finding.places],
        }
        for finding in found
    ]
    say(machine, answer, lambda: click.echo("\n".join(map(_describe_finding, found)) or "Замечаний нет."))


def _describe_finding(found: Finding) -> str:
    """A finding of the audit with its places, each on a line."""
    where = [f"    {place}: {place.quote}" for place in found.places]
    return "\n".join([f"{SEVERITIES[found.severity]}: {found.what}", *where, f"    {found.why} {found.advice}"])
