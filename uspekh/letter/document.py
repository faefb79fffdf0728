"""The letter as a document: the template ``letter.docx``, which an office may edit, filled with the amendments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate

from uspekh.audit import Finding
from uspekh.letter.amendments import list_amendments, list_changes
from uspekh.passport.editions.differences import CellDifference
from uspekh.passport.plan import Plan
from uspekh.report.content.cells import clean
from uspekh.report.content.table import Row
from uspekh.report.forms.properties import reset_properties
from uspekh.russian.format import plural

TEMPLATE = "letter.docx"
_SIGNS = "руководител"


def write_letter(plan: Plan, findings: Sequence[Finding], folder: Path) -> bytes:
    """The letter about these findings as ``.docx``; ``folder`` holds the template."""
    return _write(plan, list_amendments(findings), folder)


def write_letter_of_changes(plan: Plan, differences: Iterable[CellDifference], folder: Path) -> bytes:
    """The letter that puts one edition in the place of another, of which ``plan`` is; ``folder`` as above."""
    return _write(plan, list_changes(differences), folder)


def _write(plan: Plan, rows: list[Row], folder: Path) -> bytes:
    template = DocxTemplate(folder / TEMPLATE)
    count = f"{len(rows)} {plural(len(rows), 'изменение', 'изменения', 'изменений')}"
    content = {
        "addressee": clean(plan.head["project"].get("approved_by", "")),
        "project": clean(plan.title),
        "count": count,
        "amendments": {"rows": rows, "empty": "изменений нет"},
        "officials": [{key: clean(words) for key, words in official.items()} for official in _signing(plan)],
    }
    template.render(content, autoescape=True)
    reset_properties(template.docx.core_properties, f"Изменения в паспорт проекта «{plan.title}»")
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _signing(plan: Plan) -> list[dict[str, str]]:
    """The head of the project, else the first official."""
    officials: list[dict[str, str]] = plan.head.get("officials", [])
    heads = [official for official in officials if official["role"].casefold().startswith(_SIGNS)]
    return (heads or officials)[:1]
