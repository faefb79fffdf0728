"""Whether an indicator or a result was reached in the end, and by how much it was not."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from uspekh import words
from uspekh.monitoring.execution.milestones import DONE
from uspekh.monitoring.explaining.explanation import explain_missing_flag
from uspekh.monitoring.explaining.missing_reports import is_settled
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.gaps import say_gap
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.results import control_points
from uspekh.monitoring.rules import HIDDEN as HIDDEN_FLAG
from uspekh.report.content.subjects import by_control_points
from uspekh.russian.format import HIDDEN, NO_DATA, missing, plural
from uspekh.words import NO_PLAN, WITHOUT_FLAG

REACHED, NOT_REACHED, UNPROVEN, OPEN, NONE = "reached", "not_reached", "unproven", "open", "none"
LABELS = {
    REACHED: "достигнут",
    NOT_REACHED: "не достигнут",
    UNPROVEN: words.UNPROVEN,
    OPEN: "проект ещё идёт",
    NONE: "без вывода",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a subject by the last year that has a plan; ``row``: of ``overview.subjects`` in that year.

    ``state``: a key of ``LABELS``; ``why``: what is said beside it, may be empty.
    """

    kind: str
    subject: str
    year: int
    state: str
    why: str
    row: pd.Series

    def label(self) -> str:
        """«не достигнут: не хватает 270 чел.»."""
        return f"{LABELS[self.state]}: {self.why}" if self.why else LABELS[self.state]


def outcomes(figures: Figures) -> list[Outcome]:
    """Indicators and results in the order of the passport. ``figures``: of the last year of the project, whole."""
    frame = subjects(figures)
    each = frame.assign(state=states_of(frame)).groupby(["subject_kind", "subject"], sort=False)
    return [_of_subject(figures, rows) for _, rows in each]


def _of_subject(figures: Figures, rows: pd.DataFrame) -> Outcome:
    planned = rows[rows["plan"].notna()]
    row = (planned if len(planned) else rows).iloc[-1]
    controlled = by_control_points(row)
    state, why = _by_points(figures, str(row["subject"])) if controlled else _by_measure(figures, row)
    return Outcome(str(row["subject_kind"]), str(row["subject"]), int(row["year"]), state, why, row)


def _by_points(figures: Figures, result: str) -> tuple[str, str]:
    """A result is reached once every control point of every year is done."""
    points = control_points(figures)
    flags = points.loc[points["result"] == result, "flag"]
    if flags.empty:
        return NONE, "в плане мероприятий контрольных точек нет"
    if flags.isin(DONE).all():
        late = int((flags == "done_late").sum())
        return REACHED, f"с опозданием исполнено {words.part_of(late, len(flags))} контрольных точек" if late else ""
    done = words.part_of(int(flags.isin(DONE).sum()), len(flags))
    of_points = plural(len(flags), "контрольной точки", "контрольных точек", "контрольных точек")
    return (NOT_REACHED if (flags == "overdue").any() else OPEN), f"исполнено {done} {of_points}"


def _by_measure(figures: Figures, row: pd.Series) -> tuple[str, str]:
    if row["flag"] == HIDDEN_FLAG:
        return NONE, HIDDEN
    if missing(row["plan"]):
        return NONE, WITHOUT_FLAG[NO_PLAN]
    if row["flag"] == "not_due":
        return OPEN, ""
    if missing(row["fact"]):
        return UNPROVEN, NO_DATA
    if missing(row["flag"]):
        return NONE, explain_missing_flag(figures, row)
    reached = row["flag"] == "met"
    if not is_settled(figures, row):
        reading = LABELS[REACHED if reached else NOT_REACHED]
        return UNPROVEN, f"{words.BY_INCOMPLETE_DATA} {reading}, {say_gap(row)}"
    return (REACHED if reached else NOT_REACHED), say_gap(row)
