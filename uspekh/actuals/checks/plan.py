"""Values for years in which the plan or the directory expects none."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, problem_at
from uspekh.actuals.problems import Problem
from uspekh.passport.recurrence import due_years


def find_items_not_due(evidence: Evidence) -> Iterator[Problem]:
    """A plan item reported for a year in which it does not fall due."""
    values = evidence.values
    items = values[values["kind"] == "milestone"].drop_duplicates(["subject", "year"])
    if items.empty:
        return
    years = due_years(evidence.plan)
    for item in evidence.values_at(items["at"]):
        if item.year not in years[item.subject]:
            due = ", ".join(map(str, years[item.subject]))
            message = f"Срок пункта {item.subject} наступает не в {item.year} году, а в: {due}."
            yield problem_at(item, "item.not_due", message)


def find_inactive_organizations(evidence: Evidence) -> Iterator[Problem]:
    """Values of the file about an organization for a year in which it does not exist."""
    values = evidence.values
    reports = values[values["kind"].isin(["component", "plan"]) & ~values["stored"]].drop_duplicates(
        ["subject", "year"]
    )
    years = evidence.directory.set_index("code")[["active_from", "active_to"]].apply(lambda day: day.str[:4])
    bounds = years.astype("float64").reindex(reports["subject"].astype("str"))
    year = reports["year"].to_numpy()
    outside = (year < bounds["active_from"]) | (year > bounds["active_to"])
    successors = _successors(evidence.directory)
    for value in evidence.values_at(reports.loc[outside.to_numpy(), "at"]):
        after = f" Преемник — {successors[value.subject]}." if value.subject in successors else ""
        message = (
            f"По справочнику организация в {value.year} году не действует.{after} Проверьте год и лист «Организации»."
        )
        yield problem_at(value, "organization.inactive", message)


def _successors(directory: pd.DataFrame) -> dict[str, str]:
    """The short name of the successor by the code of an organization that has one."""
    if "successor" not in directory:
        return {}
    titles = directory.set_index("code")["short_name"].dropna().to_dict()
    named = directory.dropna(subset="successor").set_index("code")["successor"]
    return {str(code): str(titles.get(successor, successor)) for code, successor in named.items()}
