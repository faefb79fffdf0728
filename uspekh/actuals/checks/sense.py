"""What can hardly be: dates of another century or yet to come, a contingent ten times the children that are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, amount, cell_reference, problem_at
from uspekh.actuals.problems import Problem
from uspekh.russian.format import moment, number
from uspekh.russian.periods import in_year

NEAR_YEARS = 1
"""Years before and after the project in which a date may still stand."""
TEN_TIMES = 8.5
"""From how many times on a number may well have a digit too many."""
LEAST = 20
_DATES = ("done", "forecast")
AHEAD = timedelta(days=31)
"""So long before the last month of a period ends it may be reported: in December many send the year."""


def find_what_is_to_come(evidence: Evidence, today: date | None = None) -> Iterator[Problem]:
    """A plan item done on a day that has not come, and counts and spending of a period that is far from its end.

    ``today``: by default that of this machine.
    """
    today = today or date.today()
    sent = evidence.values[~evidence.values["stored"]].astype({"field": "str", "kind": "str"})
    done = sent[(sent["field"] == "done") & (sent["text"] > today.isoformat())]
    # What is far from the project is said by another check.
    done = done[done["text"] <= f"{evidence.plan.years[-1] + NEAR_YEARS}-12-31"]
    for value, day in zip(evidence.values_at(done["at"]), done["text"], strict=True):
        message = (
            f"Дата исполнения {_written(day)} ещё не наступила, до неё пункт не считается исполненным. "
            "Если это срок, впишите её в столбец «Прогнозная дата»."
        )
        yield problem_at(value, "date.ahead", message)
    counted = sent[
        (sent["field"] == "executed") | ((sent["kind"] == "component") & ~sent["field"].isin(evidence.wholes))
    ]
    soon = today + AHEAD
    ahead = counted[counted["year"] * 12 + counted["months"] > soon.year * 12 + soon.month]
    for value in evidence.values_at(ahead.drop_duplicates("report")["at"]):
        message = f"Период «{in_year(value.year, value.months)}» ещё не окончен. Проверьте год и период."
        yield problem_at(value, "period.ahead", message)


def _written(day: str) -> str:
    return f"{day[8:10]}.{day[5:7]}.{day[:4]}"


def find_dates_outside_project(evidence: Evidence) -> Iterator[Problem]:
    """Dates of plan items, and an organization's first or last day, that leave it outside the project."""
    values, years = evidence.values, evidence.plan.years
    first, last = f"{years[0] - NEAR_YEARS}-01-01", f"{years[-1] + NEAR_YEARS}-12-31"
    dates = values[values["text"].notna() & ~values["stored"]].astype({"field": "str"})
    of_items = (dates["kind"] == "milestone") & dates["field"].isin(_DATES)
    beyond = (dates["text"] < first) | (dates["text"] > last)
    # A school may be older than any project, and go on for as long.
    bounds = (dates["kind"] == "organization") & (
        ((dates["field"] == "active_to") & (dates["text"] < first))
        | ((dates["field"] == "active_from") & (dates["text"] > last))
    )
    outside = dates[(of_items & beyond) | bounds]
    for value, day in zip(evidence.values_at(outside["at"]), outside["text"], strict=True):
        message = f"Дата {_written(day)} далеко от срока проекта ({years[0]}–{years[-1]}). Проверьте год."
        yield problem_at(value, "date.outside", message)


def find_contingents_apart(evidence: Evidence) -> Iterator[Problem]:
    """A contingent ten times the largest number of children that the organization counts, or a tenth of it."""
    counted = _counted_children(evidence)
    contingents = evidence.directory[["code", "contingent"]].rename(columns={"code": "subject"})
    contingents = contingents[contingents["contingent"].notna()]
    both = counted.merge(contingents, on="subject")
    both = both[both[["number", "contingent"]].min(axis=1) >= LEAST]
    times = both["contingent"].astype("float64") / both["number"]
    apart = both[(times >= TEN_TIMES) | (times <= 1 / TEN_TIMES)]
    of_file = evidence.numbers[(evidence.numbers["field"] == "contingent") & ~evidence.numbers["stored"]]
    written = dict(zip(of_file["subject"].astype("str"), of_file["at"], strict=True))
    for child, contingent in zip(evidence.values_at(apart["at"]), apart["contingent"], strict=True):
        at = written.get(child.subject)
        if at is None and child.stored:
            continue
        value = child if at is None else next(evidence.values_at(pd.Series([at])))
        message = (
            f"Контингент организации {child.subject} — {number(int(contingent), 0)}, а детей в её отчёте за "
            f"{child.year} год {amount(child)} ({cell_reference(child, value.sheet)}): разница примерно в десять раз. "
            "Проверьте, нет ли лишнего или пропавшего знака."
        )
        yield problem_at(value, "suspect.contingent", message)


def describe_older_file(upload: int, at: datetime, later: Sequence[int]) -> Problem:
    """The warning about a file that was accepted as ``upload`` and would take back what ``later`` ones corrected."""
    numbers = ", ".join(f"№ {number}" for number in later)
    message = (
        f"Этот файл уже приняли {moment(at)} (загрузка № {upload}), после него значения исправили (загрузки: "
        f"{numbers}). Если принять его снова, исправления пропадут: нужна последняя редакция файла."
    )
    return Problem("warning", "file.older", None, None, message)


def _counted_children(evidence: Evidence) -> pd.DataFrame:
    """The largest whole of each organization in the latest year it counts; children of some kind only are no whole."""
    components = evidence.plan["components"]
    wholes = evidence.wholes - set(components.loc[components["sensitive"], "id"])
    people = evidence.headcounts[evidence.headcounts["field"].isin(wholes) & (evidence.headcounts["number"] > 0)]
    people = people.astype({"subject": "str"}).sort_values(["year", "number"])
    return people.drop_duplicates("subject", keep="last")[["subject", "number", "at"]]
