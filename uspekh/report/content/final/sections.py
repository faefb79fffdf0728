"""The final report of the project, before it takes a form: sections of sentences and tables, annexes, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from uspekh import words
from uspekh.monitoring.explaining.final_gaps import FinalGap, list_final_gaps
from uspekh.monitoring.figures import Figures
from uspekh.report.content.cells import clean
from uspekh.report.content.final import annex, explanations, late_items, unproven, whole_money, whole_period
from uspekh.report.content.final.outcome import NONE, NOT_REACHED, OPEN, REACHED, UNPROVEN, Outcome, outcomes
from uspekh.report.content.shortfalls import say_lowered
from uspekh.report.content.table import Table
from uspekh.russian.format import NBSP, day, plural
from uspekh.words import SUBJECTS, part_of

_ROLES = ("Куратор проекта", "Руководитель проекта")
"""Who signs where the passport names nobody."""
_CASES = {
    "indicator": ("показателя", "показателей"),
    "result": ("результата", "результатов"),
}
_COUNTED = {
    REACHED: "достигнуто",
    NOT_REACHED: "не достигнуто",
    UNPROVEN: words.UNPROVEN,
    OPEN: "срок впереди",
    NONE: "без вывода",
}
_NO_RULE = (
    "Паспорт проекта и приложения к нему не устанавливают правила, по которому вычислялась бы эффективность проекта "
    "в целом, поэтому одного числа эффективности в отчёте нет."
)


@dataclass(frozen=True)
class Section:
    """A numbered part of the report."""

    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class NumberedTable:
    """A table of a section under its number."""

    number: int
    section: Section
    table: Table

    @property
    def caption(self) -> str:
        """«Таблица 3 — Деньги по годам»."""
        return f"Таблица{NBSP}{self.number} — {self.table.title}"


@dataclass(frozen=True)
class FinalReport:
    """``period``: «2019–2024 годы»; ``preliminary``: what is said before the project is over, else empty.

    ``officials``: role and position of those who sign; their names are left to be filled in.
    """

    project: str
    municipality: str
    period: str
    day: date
    preliminary: str
    banner: str
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    officials: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Title of the file."""
        return f"Итоговый отчёт о реализации муниципального проекта «{self.project}», {self.period}"

    @property
    def as_of(self) -> str:
        """The day of the figures as people write it."""
        return day(self.day)

    def numbered_tables(self) -> list[NumberedTable]:
        """All tables in their order, numbered through the report."""
        pairs = [(section, table) for section in (*self.sections, *self.annexes) for table in section.tables]
        return [NumberedTable(number, *pair) for number, pair in enumerate(pairs, 1)]


def final_report(
    figures: Figures,
    decisions: pd.DataFrame | None,
    uploads: pd.DataFrame,
    *,
    banner: str,
    lowered: pd.DataFrame | None = None,
) -> FinalReport:
    """The content. ``figures``: of the municipality and the last year of the project, whole; ``decisions`` as of
    ``deviations.deviations``, ``uploads`` as of ``annex.upload_table``, ``banner`` of ``phrases.banner``,
    ``lowered`` of ``shortfalls.parts``."""
    head, plan = figures.plan.head, figures.plan
    over = figures.selection.as_of > plan.end
    return FinalReport(
        project=clean(plan.title),
        municipality=clean(head["project"].get("municipality", "")),
        period=say_years(plan.years),
        day=figures.selection.as_of,
        preliminary="" if over else f"Проект завершается {day(plan.end)}: отчёт предварительный.",
        banner=banner,
        sections=_sections(figures, decisions, lowered),
        annexes=(
            Section("Приложение. Откуда числа отчёта", (), (annex.cell_table(figures), annex.upload_table(uploads))),
        ),
        officials=tuple(_officials(head.get("officials", []))),
    )


def say_years(years: Sequence[int]) -> str:
    """«2019–2024 годы»."""
    return f"{years[0]}–{years[-1]}{NBSP}годы" if len(years) > 1 else f"{years[0]}{NBSP}год"


def _sections(figures: Figures, decisions: pd.DataFrame | None, lowered: pd.DataFrame | None) -> tuple[Section, ...]:
    reached = outcomes(figures)
    explained = explanations.explanations(figures, decisions)
    lacking = list_final_gaps(figures, decisions)
    softened = () if lowered is None else tuple(say_lowered(figures, lowered))
    return (
        Section("1. Итог", tuple(_summary(figures, reached, explained, lacking))),
        Section("2. Показатели", (), _subjects(figures, "indicator", reached)),
        Section("3. Результаты", (), _subjects(figures, "result", reached)),
        Section("4. Чем объясняются отклонения", (*_unexplained(explained), *softened), (explained,)),
        Section("5. Деньги", (_capital(whole_money.say_money(figures)) + ".",), (
            whole_money.by_year(figures), whole_money.by_source(figures), whole_money.by_line(figures),
        )),
        Section("6. План мероприятий", (f"{late_items.say_items(figures)}.",), (
            late_items.done_late(figures), late_items.never_done(figures),
        )),
        Section("7. Чего нельзя утверждать", (f"{unproven.say_missing(lacking)}.",), (
            unproven.missing_table(lacking), unproven.unproven_table(figures),
        )),
        Section("8. Эффективность", tuple(_effectiveness(figures, reached))),
    )  # fmt: skip


def _subjects(figures: Figures, kind: str, reached: Sequence[Outcome]) -> tuple[Table, ...]:
    return whole_period.outcome_table(figures, kind, reached), whole_period.year_table(figures, kind)


def _summary(
    figures: Figures, reached: Sequence[Outcome], explained: Table, lacking: Sequence[FinalGap]
) -> Iterator[str]:
    plan = figures.plan
    yield f"Проект действовал с {day(plan.start)} по {day(plan.end)}."
    for kind in SUBJECTS:
        yield from say_outcomes([each for each in reached if each.kind == kind])
    yield f"{_capital(whole_money.say_money(figures))} за все годы проекта."
    yield f"{late_items.say_items(figures)}."
    yield from _unexplained(explained)
    yield f"{unproven.say_missing(lacking)}."


def say_outcomes(reached: Sequence[Outcome]) -> Iterator[str]:
    """«Из 4 показателей достигнуто — 2 (1, 2), не достигнуто — 1 (4), …», then each that was not."""
    if not reached:
        return
    by_state: dict[str, list[Outcome]] = {}
    for each in reached:
        by_state.setdefault(each.state, []).append(each)
    parts = [
        f"{words} — {len(those)} ({', '.join(each.subject for each in those)})"
        for state, words in _COUNTED.items()
        if (those := by_state.get(state))
    ]
    few, many = _CASES[reached[0].kind]
    yield f"Из {len(reached)}{NBSP}{plural(len(reached), few, many, many)} {'; '.join(parts)}."
    for each in (*by_state.get(NOT_REACHED, []), *by_state.get(UNPROVEN, [])):
        yield f"{SUBJECTS[each.kind]}{NBSP}{each.subject} — {each.label().rstrip('.')}."


def _unexplained(explained: Table) -> Iterator[str]:
    """How many deviations nobody explained at a meeting."""
    count = explanations.count_unexplained(explained)
    if count:
        yield f"Отклонений без указанной причины: {part_of(count, len(explained.rows))}."


def _effectiveness(figures: Figures, reached: Sequence[Outcome]) -> Iterator[str]:
    """No document sets a rule of effectiveness: what is judged, and by which bounds."""
    yield _NO_RULE
    labels = figures.rules.flag_labels
    bounds = "; ".join(f"{labels[flag]} — {limits}" for flag, limits in _bands(figures))
    yield f"Выполнение каждого показателя и результата оценено по границам: {bounds} ({figures.rules.basis})."
    for kind in SUBJECTS:
        of_kind = [each for each in reached if each.kind == kind]
        if of_kind:
            count = sum(each.state == REACHED for each in of_kind)
            many = _CASES[kind][1]
            yield f"Достигнуто {part_of(count, len(of_kind))} {many}."


def _bands(figures: Figures) -> Iterator[tuple[str, str]]:
    for name, low, high in figures.rules.bands:
        limits = [f"от {low:g}{NBSP}%" if low > 0 else "", f"меньше {high:g}{NBSP}%" if high < float("inf") else ""]
        yield name, " и ".join(filter(None, limits))


def _officials(people: Sequence[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for person in people or [{"role": role} for role in _ROLES]:
        position = clean(person.get("position", ""))
        yield clean(person.get("role", "")), _capital(position)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
