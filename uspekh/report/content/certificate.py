"""«Справка»: one organization over the years on one page, before it takes the form of a document."""

from __future__ import annotations

from dataclasses import dataclass

from uspekh import words
from uspekh.monitoring.explaining.chance import LABELS, MODEL, RANGE
from uspekh.monitoring.explaining.organization_card import MeasureLine, OrganizationCard, make_card
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.organization_matrix import say_cell
from uspekh.report.content.cells import clean
from uspekh.report.content.table import Column, Row, Table
from uspekh.russian.format import day, missing, number, percent
from uspekh.russian.periods import in_year

_WIDTH = 267
"""Millimetres of a landscape A4 page between its margins."""
_TITLE, _PLAN, _YEAR = 52, 52, 21


@dataclass(frozen=True)
class Certificate:
    """Words and the table of one page; ``notes`` stand under the table."""

    title: str
    project: str
    organization: str
    sentence: str
    table: Table
    notes: tuple[str, ...]
    banner: str


def certificate(figures: Figures, organization: str, *, banner: str) -> Certificate:
    """The certificate of an organization of the selection; ``figures``: as anybody may see them."""
    card = make_card(figures, organization)
    selection = figures.selection
    entry = figures.roster.everyone.set_index("code").loc[organization]
    contingent = "" if missing(entry["contingent"]) else f", контингент {number(entry['contingent'], 0)}"
    return Certificate(
        title=clean(f"Справка. {card.name}, {in_year(selection.year, selection.months)}"),
        project=clean(figures.plan.title),
        organization=clean(f"{entry['name']} ({entry['type']}{contingent})"),
        sentence=clean(f"{card.sentence[:1].upper()}{card.sentence[1:]}."),
        table=_table(figures, card),
        notes=tuple(map(clean, _notes(figures, card))),
        banner=banner,
    )


def _table(figures: Figures, card: OrganizationCard) -> Table:
    years = figures.plan.years
    chance = _WIDTH - _TITLE - _PLAN - _YEAR * len(years)
    columns = (
        Column("title", "Показатель", _TITLE),
        *(Column(str(year), str(year), _YEAR, figures=True) for year in years),
        Column("plan", f"План или ориентир {figures.selection.year}", _PLAN),
        Column("chance", "Среди других", max(chance, _YEAR)),
    )
    return Table(card.name, columns, [_row(figures, line) for line in card.lines], empty=words.NO_ROWS)


def _row(figures: Figures, line: MeasureLine) -> Row:
    title = figures.plan.short_title(line.measure.kind, line.measure.subject)
    labels = figures.rules.flag_labels
    # The dash that says «no plan» would stand before a figure like a minus.
    signs = ["" if cell.state == words.NO_PLAN else f"{words.state_sign(cell.state)} " for cell in line.cells]
    cells = {str(cell.year): f"{sign}{say_cell(cell, labels)}" for cell, sign in zip(line.cells, signs, strict=True)}
    plan = f"{line.plan}: {line.origin}" if line.origin else line.plan
    return {
        "title": f"{line.measure.label} {title}, {line.measure.unit}",
        "plan": plan,
        "chance": _say_chance(line),
        **cells,
    }


def _say_chance(line: MeasureLine) -> str:
    chance = line.chance
    if chance is None:
        return words.NOTHING
    limits = f"{number(chance.low)}–{percent(chance.high)}"
    return f"{LABELS[chance.state]}: {limits} при {percent(chance.city)} у всех"


def _notes(figures: Figures, card: OrganizationCard) -> list[str]:
    states = {cell.state for line in card.lines for cell in line.cells}
    labels = figures.rules.flag_labels
    signs = [
        f"{words.state_sign(state)} {words.flag_word(state, labels)}"
        for state in (*words.FLAG_SIGNS, *words.GUIDE_SIGNS, words.NOT_ASKED, words.CONTRIBUTION)
        if state in states
    ]
    silent = f"Не сдано {'; '.join(each.say() for each in card.not_sent)}." if card.not_sent else ""
    chance = f"Среди других — {RANGE}; {MODEL}."
    as_of = f"Оценки — {figures.rules.basis}, по состоянию на {day(figures.selection.as_of)}."
    judged = "Оценка ставится только по плану организации; ориентир — доля плана города, по нему не оценивают."
    rest = chance if any(line.chance for line in card.lines) else ""
    return [note for note in (silent, f"{'; '.join(signs)}." if signs else "", judged, rest, as_of) if note]
