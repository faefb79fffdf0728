"""Which texts of the plan and of the rules were used since when, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from uspekh.access.person import Action, Person
from uspekh.russian.format import plural
from uspekh.store.log.actions import demand
from uspekh.store.schema.tables import plan_texts

_TOGETHER = timedelta(minutes=1)
"""Texts kept within it were first used by one start of the program."""
_TITLES = {
    "indicators": "показатели", "indicator_targets": "цели показателей",
    "annex2_indicators": "приложение № 2", "annex2_targets": "цели приложения № 2",
    "results": "результаты", "result_targets": "цели результатов", "components": "столбцы формы",
    "applicability": "кто что сдаёт", "measures": "расчёт показателей", "budget_lines": "строки бюджета",
    "budget": "бюджет", "budget_totals": "итоги бюджета", "supplementary_financing": "дополнительное финансирование",
    "participants": "участники", "people": "написания фамилий", "plan_items": "план мероприятий",
    "executors": "написания исполнителей", "control_levels": "уровни контроля", "methods": "методика расчёта",
    "materials": "дополнительные материалы", "links": "связи разделов", "passport": "основные положения",
    "rules": "границы оценок", "statuses": "слова состояний", "deadlines": "сроки отчётов", "settings": "настройки",
}  # fmt: skip


@dataclass(frozen=True)
class TableChange:
    """A table that became another. ``lines``: how many of its lines are others; ``gone``: the table is not there."""

    name: str
    lines: int
    gone: bool

    def say(self) -> str:
        """«цели показателей — другие строки: 2»."""
        stem = self.name.rpartition("/")[2].partition(".")[0]
        title = _TITLES.get(stem, self.name)
        return f"{title} — таблицы больше нет" if self.gone else f"{title} — другие строки: {self.lines}"


@dataclass(frozen=True)
class UsedTexts:
    """The texts that were first used at a moment (UTC); ``first``: with them the program began to keep texts."""

    since: datetime
    first: bool
    changes: tuple[TableChange, ...]

    def say(self) -> str:
        """What is new in them, in words."""
        if self.first:
            count = len(self.changes)
            return f"первая редакция: {count} {plural(count, 'таблица', 'таблицы', 'таблиц')}"
        return "; ".join(change.say() for change in self.changes)


def list_used_texts(engine: Engine, by: Person) -> list[UsedTexts]:
    """The texts by the moments of their first use, latest first. Raises ``Forbidden``."""
    demand(engine, by, Action.LOOK, detail="texts")
    query = select(plan_texts.c.name, plan_texts.c.first_used_at, plan_texts.c.text).order_by(plan_texts.c.id)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    texts: dict[str, str] = {}
    groups: list[tuple[datetime, list[TableChange]]] = []
    for row in rows:
        at = row.first_used_at.replace(tzinfo=UTC)
        if not groups or at - groups[-1][0] > _TOGETHER:
            groups.append((at, []))
        lines = _count_other_lines(texts.get(row.name, ""), row.text or "")
        groups[-1][1].append(TableChange(row.name, lines, row.text is None))
        texts[row.name] = row.text or ""
    used = [UsedTexts(at, position == 0, tuple(changes)) for position, (at, changes) in enumerate(groups)]
    return used[::-1]


def _count_other_lines(before: str, after: str) -> int:
    """How many lines were put in, taken out or written anew; one written anew counts once."""
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    return max((old - new).total(), (new - old).total())
