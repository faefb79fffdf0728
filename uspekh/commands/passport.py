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
    """Every finding in the order of the document; needs the passport alone, neither actuals nor a database."""
    try:
        findings = find_contradictions(load_plan(settings.data_folder() / "passport"))
    except PassportDamaged as error:
        refuse(str(error))
    answer = [
        {
            "id": finding.key,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.what,
            "places": [asdict(reference) for reference in finding.places],
        }
        for finding in findings
    ]
    say(machine, answer, lambda: click.echo("\n".join(map(_describe_finding, findings)) or "Замечаний нет."))


def _describe_finding(finding: Finding) -> str:
    """A finding of the audit with its places, each on a line."""
    where = [f"    {reference}: {reference.quote}" for reference in finding.places]
    return "\n".join([f"{SEVERITIES[finding.severity]}: {finding.what}", *where, f"    {finding.why} {finding.advice}"])
