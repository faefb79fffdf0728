"""The audit of the passport and the letter about it; without a database, of the passport in the data folder."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from uspekh import settings
from uspekh.audit import SEVERITIES, Finding, find_contradictions
from uspekh.commands.answers import as_json, named_project, of_project_option, refuse, say
from uspekh.commands.writing import write_file
from uspekh.passport.damage import PassportDamaged
from uspekh.passport.plan import Plan, load_plan, plan_of


@click.command()
@of_project_option
@as_json
def audit(machine: bool) -> None:
    """Every finding in the order of the document; needs the passport alone."""
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
        return (_plan_of_edition() if settings.has_database() else None) or load_plan(
            settings.data_folder() / "passport"
        )
    except PassportDamaged as error:
        refuse(str(error))


def _plan_of_edition() -> Plan | None:
    """The edition that holds today of the project that came with the program, where the store has one."""
    # Without a database nothing of it need be imported.
    from uspekh.commands.opening import opened_store
    from uspekh.passport.editions.edition import edition_in_force
    from uspekh.store.plans.editions import list_editions, texts_of
    from uspekh.store.schema.project import PROJECT

    store = opened_store()
    edition = edition_in_force(list_editions(store, PROJECT), date.today())
    return None if edition is None else plan_of(texts_of(store, edition.id))


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
