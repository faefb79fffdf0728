"""The command that reads a passport from Word."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from uspekh import settings
from uspekh.actuals.opening.limits import Refusal
from uspekh.commands.answers import as_json, refuse, say
from uspekh.commands.opening import content_of, existing_file
from uspekh.importing.document.opening import open_document
from uspekh.importing.draft import SECTION_TITLES, Remark
from uspekh.importing.reading import ImportedPassport, NoPassport, import_passport
from uspekh.importing.writing import FolderTaken, write_passport
from uspekh.russian.text import one_line

_MOST_PRINTED = 40


@click.command()
@click.argument("document", metavar="PASSPORT.docx", type=existing_file)
@click.argument("folder", metavar="OUTDIR", type=click.Path(file_okay=False, path_type=Path))
@as_json
def import_document(document: Path, folder: Path, machine: bool) -> None:
    """Reads the tables of a passport and writes them as plan tables, with all that was not read or does not add up."""
    try:
        imported = import_passport(open_document(content_of(document)), settings.forms_folder())
        write_passport(imported.draft, folder)
    except (Refusal, NoPassport, FolderTaken) as error:
        refuse(str(error))
    say(machine, _answer(imported), lambda: click.echo("\n".join(_describe(imported, folder))))


def _answer(imported: ImportedPassport) -> dict[str, object]:
    return {
        "form": imported.form.name,
        "sections": [asdict(count) for count in imported.draft.counts.values()],
        "unread": _remarks(imported.draft.unread),
        "doubtful": _remarks(imported.draft.doubts),
        "left_out": _remarks(imported.draft.notes),
        "sums": {"checked": imported.sums.checked, "failed": len(imported.sums.failed)},
        "sums_failed": _remarks(imported.sums.failed),
        "to_confirm": [remark.text for remark in imported.to_confirm],
    }


def _remarks(remarks: list[Remark]) -> list[dict[str, str]]:
    return [{"place": remark.where, "text": remark.text} for remark in remarks]


def _describe(imported: ImportedPassport, folder: Path) -> list[str]:
    counts = imported.draft.counts.values()
    rows, read = sum(count.rows for count in counts), sum(count.read for count in counts)
    lines = [f"{imported.form.title}: прочитано {read} из {rows}. Таблицы записаны: {folder}"]
    lines += [f"  {SECTION_TITLES.get(each.section, each.section)}: {each.read} из {each.rows}" for each in counts]
    for title, remarks in (
        ("Не прочитано", imported.draft.unread),
        ("Проверьте", imported.draft.doubts),
        ("Делать ничего не надо", imported.draft.notes),
        (f"Не сходится (проверено {imported.sums.checked})", imported.sums.failed),
    ):
        if remarks:
            lines.append(f"{title}:")
            lines += [f"  {remark.where}: {one_line(remark.text)}" for remark in remarks[:_MOST_PRINTED]]
            if len(remarks) > _MOST_PRINTED:
                lines.append(f"  и ещё {len(remarks) - _MOST_PRINTED}; все — с --json")
    return [*lines, "Подтвердите:", *(f"  {remark.text}" for remark in imported.to_confirm)]
