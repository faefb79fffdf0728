"""The plan of measures as «План» answers for it: what is overdue, what falls due soon, who answers and carries what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from uspekh.monitoring.execution.milestones import DONE, items_of_year, overdue_items
from uspekh.monitoring.execution.workload import FULL, by_year, in_sum
from uspekh.monitoring.overview.agenda import upcoming
from uspekh.monitoring.overview.counts import item_counts
from uspekh.russian.format import NBSP, day, plural
from uspekh.words import NOTHING

NEAR_DAYS = 30
OVERDUE = "overdue"


@dataclass(frozen=True)
class PersonLoad:
    """What a participant carries: percent of working time in a year and by all rows, with the sums written out.

    ``overdue``, ``ahead``: plan items for which the person answers that are late, and that are still to be done.
    """

    person: str
    of_year: float
    of_year_sum: str
    in_all: float
    in_all_sum: str
    overdue: int
    ahead: int

    @property
    def overloaded(self) -> bool:
        """Whether it is more than the full working time, in the year or by all rows."""
        return max(self.of_year, self.in_all) > FULL


def rows_of(agenda: pd.DataFrame, year: int | None, as_of: date) -> pd.DataFrame:
    """Rows of ``agenda`` that a year answers for and those that fall due soon: overdue first, each kind by date.

    What is done stands last, the latest first. Without a year, all.
    """
    near = set(upcoming(agenda, as_of, NEAR_DAYS)[["item", "year"]].itertuples(index=False, name=None))
    of_year = set(items_of_year(agenda, year).index)
    keys = zip(agenda.index, agenda["item"], agenda["year"], strict=True)
    rows = agenda.loc[[at in of_year or (item, of_item) in near for at, item, of_item in keys]]
    return rows.loc[sorted(rows.index, key=lambda at: _rank(rows["flag"][at], rows["due"][at]))]


def _rank(status: str, due: date) -> tuple[int, int]:
    if status in DONE:
        return 2, -due.toordinal()
    return (0 if status == OVERDUE else 1), due.toordinal()


def say_plan(agenda: pd.DataFrame, year: int | None, as_of: date) -> str:
    """«Просрочено 8 из 21 пункта плана 2024 года и прежних лет; до 26.12.2026 наступает срок 2 пунктов: …»."""
    counts = item_counts(items_of_year(agenda, year), year)
    total = sum(counts.states.values())
    items = plural(total, "пункта", "пунктов", "пунктов")
    whose = f"{year} года и просроченных прежних лет" if year else "всех лет проекта"
    late = counts.of(OVERDUE)
    first = f"Просрочено {late} из {total}" if late else f"Просроченных нет среди {total}"
    return f"{first} {items} плана {whose}; {_say_near(agenda, as_of)}"


def _say_near(agenda: pd.DataFrame, as_of: date) -> str:
    """What falls due soon, and by how many each person answers."""
    near, until = upcoming(agenda, as_of, NEAR_DAYS), day(as_of + timedelta(days=NEAR_DAYS))
    if near.empty:
        return f"до {until} сроков нет"
    persons = Counter(person for names in near["responsible"] for person in names)
    whose = ", ".join(f"{person} {NOTHING} {count}" for person, count in persons.most_common())
    items = plural(len(near), "пункта", "пунктов", "пунктов")
    return f"до {until} наступает срок {len(near)}{NBSP}{items}: {whose or 'исполнитель не назван'}"


def say_later(agenda: pd.DataFrame, year: int | None) -> str:
    """How many overdue items fall due after the year, so that the count of all years is understood; else nothing."""
    later = len(overdue_items(agenda, None)) - len(overdue_items(agenda, year))
    return f"Просроченных со сроком после {year} года — {later}, они видны за все годы" if later else ""


def persons_of(agenda: pd.DataFrame) -> list[str]:
    """Everybody who answers for an item, in alphabetical order."""
    return sorted({person for names in agenda["responsible"] for person in names})


def loads(tasks: pd.DataFrame, agenda: pd.DataFrame, year: int) -> list[PersonLoad]:
    """What each participant carries in a year, the most loaded first; collective participants are left out.

    ``tasks``: rows of ``workload.tasks``.
    """
    of_year = by_year(tasks, (year,)).set_index("person")
    counts = {
        kind: Counter(person for names in rows["responsible"] for person in names)
        for kind, rows in (
            (OVERDUE, overdue_items(agenda, year)),
            ("ahead", agenda[~agenda["flag"].isin([*DONE, OVERDUE])]),
        )
    }
    return [
        PersonLoad(
            row.person,
            float(of_year["workload"][row.person]),
            str(of_year["arithmetic"][row.person]),
            float(row.workload),
            row.arithmetic,
            counts[OVERDUE][row.person],
            counts["ahead"][row.person],
        )
        for row in in_sum(tasks).itertuples()
    ]


def say_loads(persons: list[PersonLoad], year: int) -> str:
    """Who carries more than the full working time, with the sum."""
    over = [person for person in persons if person.overloaded]
    if not over:
        return f"Свыше {FULL} % не занят никто"
    return f"Свыше {FULL} % рабочего времени, {year} год: {', '.join(map(_say_overload, over))}"


def _say_overload(one: PersonLoad) -> str:
    return f"{one.person} ({one.of_year_sum if one.of_year > FULL else f'по всем строкам {one.in_all_sum}'})"
