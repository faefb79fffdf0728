"""A Word document becomes a draft of the plan tables, by the form that fits it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from uspekh.importing.collecting import OrganizationType
from uspekh.importing.document.grid import Row
from uspekh.importing.document.joining import clean_rows
from uspekh.importing.document.recognition import Form, Recognized, load_forms, recognize
from uspekh.importing.draft import Draft, Remark
from uspekh.importing.proposals import propose
from uspekh.importing.sections.budget import read_budget, read_financing
from uspekh.importing.sections.head import HeadReading, complete_head
from uspekh.importing.sections.indicators import read_annex, read_indicators, read_methods
from uspekh.importing.sections.plan import read_matrix, read_participants, read_plan, read_results
from uspekh.importing.sums import Sums, check_sums

_FEWEST_SECTIONS = 2


class NoPassport(Exception):
    """The document is none of the forms; the text is Russian."""


@dataclass(frozen=True)
class ImportedPassport:
    """``to_confirm``: what is proposed and not the document's, in words."""

    form: Form
    draft: Draft
    sums: Sums
    to_confirm: list[Remark]


def import_passport(
    rows: Sequence[Row], forms_folder: Path, types: Sequence[OrganizationType] = ()
) -> ImportedPassport:
    """Reads the rows of a document by the forms of a folder. Raises ``NoPassport``.

    ``types``: of the organizations that may be asked to report.
    """
    rows = clean_rows(rows)
    forms = load_forms(forms_folder)
    readings = [(form, recognize(rows, form)) for form in forms]
    form, recognized = max(readings, key=lambda reading: sum(map(len, reading[1].sections.values())))
    if len(recognized.sections) < _FEWEST_SECTIONS:
        titles = "», «".join(each.title for each in forms)
        raise NoPassport(f"Это не паспорт проекта: его таблицы не узнаны. Известные формы: «{titles}».")
    draft = Draft()
    _read_sections(draft, recognized, form)
    HeadReading(draft, form.settings["texts"]).read(recognized.texts)
    complete_head(draft)
    sums = check_sums(draft)
    return ImportedPassport(form, draft, sums, propose(draft, types))


def _read_sections(draft: Draft, recognized: Recognized, form: Form) -> None:
    money = form.settings["money"]
    for section, lines in recognized.sections.items():
        heading = recognized.headings[section]
        draft.ignore(section, recognized.ignored[section])
        match section:
            case "indicators":
                read_indicators(draft, lines, form.settings.get("indicators", {}))
            case "results":
                read_results(draft, lines, form.settings["results"])
            case "budget":
                read_budget(draft, lines, heading, money)
            case "participants":
                read_participants(draft, lines)
            case "plan":
                read_plan(draft, lines, form.settings["plan"])
            case "matrix":
                read_matrix(draft, lines)
            case "annex2":
                read_annex(draft, lines)
            case "methods":
                read_methods(draft, lines)
            case "financing":
                read_financing(draft, lines, heading, money)
            case _:
                for line in lines:
                    draft.leave(section, line)
