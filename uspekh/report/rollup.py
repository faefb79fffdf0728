"""The roll-up as a workbook: municipalities and projects against shared indicators, and whose reports are lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from uspekh.monitoring.rollup import Total, say_absences, say_periods
from uspekh.report.content.cells import Cell, figure
from uspekh.report.content.table import Column, Row, Table
from uspekh.report.forms.sheets import rollup_sheets
from uspekh.words import NO_SUM, NOTHING, flag_word, incomplete_label, part_of

_NAME, _DAY = Column("name", "Муниципалитет, проект", 45), Column("as_of", "По состоянию на", 18)
_LACKING = (_NAME, Column("indicator", "Показатель", 60), Column("lacking", "Чего нет", 75))


def write_rollup(
    heading: str, rows: Sequence[tuple[str, date]], totals: Sequence[Total], labels: Mapping[str, str]
) -> bytes:
    """The roll-up as ``.xlsx``. ``rows``: names with the day of their figures; ``labels`` of flags."""
    return rollup_sheets(rollup_tables(rows, totals, labels), heading)


def rollup_tables(
    rows: Sequence[tuple[str, date]], totals: Sequence[Total], labels: Mapping[str, str]
) -> dict[str, Table]:
    """The tables by the name of their sheet (``write_rollup``)."""
    columns = [_NAME, _DAY]
    for number, total in enumerate(totals):
        columns += [
            Column(f"fact {number}", f"{total.title}, {total.unit}", 24, figures=True),
            Column(f"reported {number}", "Сдали", 14),
            Column(f"flag {number}", "Оценка", 24),
        ]
    notes = [*say_absences(totals), *filter(None, [say_periods(totals)])]
    body = [_row(name, as_of, totals, labels) for name, as_of in rows]
    return {
        "Свод": Table("Свод", tuple(columns), body, notes=tuple(notes), total=_sum(totals)),
        "Кто не сдал": Table("Кто не сдал", _LACKING, _lacking(totals), empty="Сдали все."),
    }


def _row(name: str, as_of: date, totals: Sequence[Total], labels: Mapping[str, str]) -> Row:
    cells: dict[str, Cell] = {"name": name, "as_of": as_of}
    for number, total in enumerate(totals):
        part = total.parts.get(name)
        if part is None:
            cells[f"fact {number}"] = NOTHING
            continue
        absent = NO_SUM[total.absences.get(name, "no_data")]
        cells[f"fact {number}"] = figure(
            None if name in total.absences else part.fact, total.unit, absent=absent, bounds=part.bounds
        )
        if name not in total.absences:
            flag = flag_word(part.flag, labels)
            cells[f"flag {number}"] = incomplete_label(flag, part.flag, part.complete) if part.flag else NOTHING
        if part.expected:
            cells[f"reported {number}"] = part_of(part.reported, part.expected)
    return cells


def _sum(totals: Sequence[Total]) -> Row:
    cells: dict[str, Cell] = {"name": "Всего"}
    for number, total in enumerate(totals):
        cells[f"fact {number}"] = figure(total.fact, total.unit, absent=total.no_fact)
        if total.expected:
            cells[f"reported {number}"] = part_of(total.reported, total.expected)
    return cells


def _lacking(totals: Sequence[Total]) -> list[Row]:
    return [
        {"name": part.project, "indicator": total.title, "lacking": words}
        for total in totals
        for part in total.parts.values()
        for words in part.not_sent
    ]
