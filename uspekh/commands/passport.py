"""The audit of the passport and the letter about it, which need no database."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from uspekh import settings
from uspekh.audit import SEVERITIES, Finding, find_contradictions
from uspekh.commands.answers import as_json, named_project, of_project_option, refuse, say
from uspekh.commands.writing import write_file
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import Plan, load_plan


@click.command()
@of_project_option
@as_json
def audit(machine: bool) -> None:
    """Every finding in the order of the document; needs the passport alone, neither actuals nor a database."""
    findings = find_contradictions(_plan())
    answer = [
        {
            "id": finding.key,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.what,
            "places": [asdict(reference) for reference in finding.citations],
        }
        for finding in findings
    ]
    say(machine, answer, lambda: click.echo("\n".join(map(_describe_finding, findings)) or "Замечаний нет."))


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--finding", "keys", multiple=True, metavar="ID", help="Замечание по id из audit --json; без них — все.")
@of_project_option
@as_json
def letter(out: Path, keys: tuple[str, ...], machine: bool) -> None:
    """Writes the letter that asks for amendments of the passport, in the order of its sections."""
    from uspekh.letter.document import write_letter

    if out.suffix.lower() != ".docx":
        raise click.BadParameter(f"окончание «{out.suffix}»; можно: .docx", param_hint="OUT")
    plan = _plan()
    findings = find_contradictions(plan)
    unknown = set(keys) - {finding.key for finding in findings}
    if unknown:
        refuse(f"Таких замечаний нет: {', '.join(sorted(unknown))}. Список с id: audit --json.")
    chosen = [finding for finding in findings if not keys or finding.key in keys]
    write_file(out, write_letter(plan, chosen, settings.data_folder() / "report"))
    say(machine, {"written": str(out), "findings": len(chosen)}, lambda: click.echo(f"Письмо записано: {out}"))


def _plan() -> Plan:
    if named_project():
        from uspekh.commands.opening import opened_project

        return opened_project().plan
    try:
        return load_plan(settings.data_folder() / "passport")
    except PassportDamaged as error:
        refuse(str(error))


def _describe_finding(finding: Finding) -> str:
    """A finding of the audit with its places, each on a line."""
    where = [f"    {reference}: {reference.quote}" for reference in finding.citations]
    proposal = [f"    Предлагается: {finding.proposal}"] if finding.proposal else []
    lines = [
        f"{SEVERITIES[finding.severity]}: {finding.what}",
        *where,
        f"    {finding.why} {finding.advice}",
        *proposal,
    ]
    return "\n".join(lines)
