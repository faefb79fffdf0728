"""The steps of «Показ», one screen each, in the order a meeting takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from uspekh.monitoring.overview.off_plan import OffPlan
from uspekh.report.content.summary import say_none
from uspekh.ui.meeting import headline, lists, money, off_plan, one_indicator, record
from uspekh.ui.meeting.address import DECISIONS, ITEMS, MONEY, RECORD, SHORT, SUMMARY
from uspekh.ui.meeting.content import Content
from uspekh.ui.meeting.packing import divide_rows
from uspekh.words import SUBJECTS

_LINES = 18
"""Lines of a table that fit a screen of 720 pixels under its heading."""
_ITEMS, _CHANGES = 7, 4


@dataclass(frozen=True)
class Step:
    """One screen: its name, which stands in the address, and what draws it."""

    name: str
    draw: Callable[[], None]


def list_steps(content: Content) -> list[Step]:
    """Summary, each indicator, what is short, money, plan, decisions, the record."""
    return [
        Step(SUMMARY, partial(_summary, content)),
        *(
            Step(f"{SUBJECTS['indicator']} {each.subject}", partial(one_indicator.show, content.figures, each))
            for each in content.indicators
        ),
        *_numbered(SHORT, _short(content)),
        Step(MONEY, partial(money.show, content.figures)),
        Step(ITEMS, partial(_items, content)),
        *_numbered(DECISIONS, _decisions(content)),
        Step(RECORD, partial(record.show, content)),
    ]


def _numbered(name: str, draws: list[Callable[[], None]]) -> Iterator[Step]:
    """«Решения», «Решения 2», …"""
    for number, draw in enumerate(draws, 1):
        yield Step(name if number == 1 else f"{name} {number}", draw)


def _summary(content: Content) -> None:
    headline.show_sentence(content.headline)
    headline.show_tiles(content.figures, content.indicators, key="показ-плитки", height=214)
    if content.since and content.since.changed:
        lists.show_changes(content.since, key="показ-изменилось", count=_CHANGES)


def _short(content: Content) -> list[Callable[[], None]]:
    parts = divide_rows(content.off_plan, off_plan.count_short_lines, _LINES)
    return [partial(_short_part, content, part) for part in parts or [()]]


def _short_part(content: Content, rows: tuple[OffPlan, ...]) -> None:
    _heading(content, SHORT)
    if rows:
        off_plan.show_short(content.figures, rows, key="показ-не-по-плану")


def _decisions(content: Content) -> list[Callable[[], None]]:
    parts = divide_rows(content.off_plan, off_plan.count_decided_lines, _LINES)
    return [partial(_decided_part, content, part) for part in parts or [()]]


def _decided_part(content: Content, rows: tuple[OffPlan, ...]) -> None:
    _heading(content, "Отклонения и решения")
    if rows:
        off_plan.show_decided(content.figures, rows, key="показ-решения")


def _heading(content: Content, words: str) -> None:
    lists.heading(f"{words}: {len(content.off_plan)}" if content.off_plan else say_none(content.figures))


def _items(content: Content) -> None:
    lists.show_items(content.items, over=content.over, key="показ-план", count=_ITEMS)
