"""Numbers in fields that an organization is not asked to fill, and organizations of which it is not known."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from uspekh.actuals.checks.evidence import Evidence, problem_at
from uspekh.actuals.problems import Problem
from uspekh.passport.applicability import applicability_of
from uspekh.russian.format import missing, number


def fillers_of(evidence: Evidence) -> pd.DataFrame:
    """Columns ``subject, field``: who is asked to fill what; the municipality is asked nothing."""
    directory = evidence.directory[evidence.directory["code"] != evidence.municipality]
    rules = applicability_of(evidence.plan)
    rows = zip(directory["code"], directory["type"], directory["contingent"], strict=True)
    pairs = [(code, field) for code, kind, size in rows for field in sorted(rules.fields_of(kind, size))]
    return pd.DataFrame(pairs, columns=["subject", "field"], dtype="str")


def find_fields_not_asked(evidence: Evidence) -> Iterator[Problem]:
    """Numbers that nobody asked for: a count is added all the same, a whole is not; a zero says nothing."""
    numbers = evidence.numbers
    of_file = numbers[(numbers["kind"] == "component") & ~numbers["stored"] & (numbers["number"] != 0)]
    of_file = of_file[of_file["subject"] != evidence.municipality].astype({"subject": "str", "field": "str"})
    rows = of_file.merge(fillers_of(evidence), how="left", on=["subject", "field"], indicator=True)
    extra = rows[(rows["_merge"] == "left_only") & rows["subject"].isin(evidence.directory["code"])]
    headings = evidence.plan["components"].set_index("id")["heading"]
    for value in evidence.values_at(extra["at"]):
        field = f"«{headings[value.field]}»"
        if value.field in evidence.wholes:
            message = f"{field} у организации этого типа не запрашивается: {number(value.number, 0)} не учтено."
            yield problem_at(value, "field.not_counted", message)
        else:
            message = f"{field} у организации этого типа не запрашивается; {number(value.number, 0)} учтено в сумме."
            yield problem_at(value, "field.not_asked", message)


def find_unknown_types(evidence: Evidence) -> Iterator[Problem]:
    """Types of organizations in the file of which the plan does not say what they fill."""
    rules, values = applicability_of(evidence.plan), evidence.values
    named = values[(values["kind"] == "organization") & (values["field"] == "type") & ~values["stored"]]
    types = evidence.directory.set_index("code")["type"]
    own_type = evidence.plan.head["municipality_entry"]["type"]
    for value in evidence.values_at(named["at"]):
        kind = types.get(value.subject)
        if missing(kind) or kind == own_type or rules.knows(kind):
            continue
        message = (
            f"Для типа «{kind}» не указано, какие поля он заполняет: организация с контингентом считается школой, "
            "без него заполняет то же, что все типы. Проверьте столбец «Тип»."
        )
        yield problem_at(value, "organization.type", message)
