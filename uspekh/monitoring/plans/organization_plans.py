"""Plans of organizations as people set them: out of the values in force, and what became of them later."""

from __future__ import annotations

from datetime import date

import pandas as pd

from uspekh.passport.organization_plans import labels_of_figures, plan_labels
from uspekh.passport.plan import Plan
from uspekh.russian.format import PLAN_SCALE

_ROW = ["measure", "organization", "year"]


def set_plans(values: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Columns ``measure, organization, year, plan`` (unit of the measure): rows of kind «plan» of a tidy frame.

    A plan of a figure that stands under several numbers is the plan of each of them. One that was taken back, words in
    place of a number, is none.
    """
    rows = values[(values["kind"] == "plan") & (values["field"] == "plan") & values["number"].notna()]
    measures = _measures_of_labels(plan)
    matched = rows.merge(measures, left_on="part", right_on="label")
    # The figure is planned in the unit of its first number.
    people = matched["number"].astype("float64") * matched["first_divisor"]
    matched = matched.assign(organization=matched["subject"], plan=people / PLAN_SCALE / matched["divisor"])
    dtypes = {"measure": "str", "organization": "str", "year": "int64", "plan": "float64"}
    return matched[list(dtypes)].astype(dtypes)


def lowered_plans(versions: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Plans that were made easier after their year was over: ``measure, organization, year, first, present``.

    ``versions``: the plans ever set (tidy frame) with ``accepted`` and ``undone``, moments in UTC, ``undone`` missing
    where the upload stands; the latest last. ``first``: the plan as it stood when the year ended, or the first that was
    set after it.
    """
    rows = versions[(versions["kind"] == "plan") & (versions["field"] == "plan") & versions["undone"].isna()]
    if rows.empty:
        return pd.DataFrame(columns=[*_ROW, "first", "present"])
    rows = rows.reset_index(drop=True)
    in_time = [at.date() <= date(int(year), 12, 31) for at, year in zip(rows["accepted"], rows["year"], strict=True)]
    key = ["subject", "part", "year"]
    # The last that was set in time, else the first of all.
    rank = pd.Series(range(len(rows)), rows.index).where(in_time, -1 - pd.Series(range(len(rows)), rows.index))
    plans = rows[rows["number"].notna()]
    first = rows.loc[rank[plans.index].groupby([plans[name] for name in key]).idxmax()]
    # The latest may have taken the plan back: then nothing is compared.
    present = rows.groupby(key, sort=False).tail(1)
    both = set_plans(first, plan).merge(set_plans(present, plan), on=_ROW, suffixes=("_first", "_present"))
    both = both.rename(columns={"plan_first": "first", "plan_present": "present"})
    falling = both["measure"].map(plan["measures"].set_index("id")["direction"]) == "down"
    easier = (both["present"] < both["first"]).where(~falling, both["present"] > both["first"])
    return both[easier.astype(bool)].reset_index(drop=True)


def _measures_of_labels(plan: Plan) -> pd.DataFrame:
    """``label, measure, divisor, first_divisor``: the measures that a plan of a label is of."""
    measures = plan["measures"]
    divisors = measures.set_index("id")["divisor"]
    labels, figures = plan_labels(measures), labels_of_figures(measures)
    first = {label: measure for measure, label in labels.items()}
    rows = [
        (figures[label], measure, divisors[measure], divisors[first[figures[label]]])
        for measure, label in labels.items()
    ]
    return pd.DataFrame(rows, columns=["label", "measure", "divisor", "first_divisor"])
