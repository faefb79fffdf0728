"""Words and signs that screens, reports and commands share, each said once.

The words of flags and of plan items' statuses are data (``data/rules.csv``, ``data/statuses.csv``); what stands before
them on every page is here.
"""

from __future__ import annotations

from collections.abc import Mapping

from uspekh.russian.format import NBSP, NO_DATA, missing, number

NOTHING = "—"
"""Stands where there is nothing to say or to compute: no plan was set, or there is no fact to compare."""
DEMONSTRATION = "Демонстрационные данные"
NO_ROWS = "Нет данных."
"""Stands where a table would have no rows."""
STARTER = "Демонстрационный справочник"

SHARE, PEOPLE, PIECES, POINTS = "%", "чел.", "ед.", f"п.{NBSP}п."
"""Units: percent, persons, things counted one by one, percentage points."""

SUBJECTS = {"indicator": "Показатель", "result": "Результат"}
DECIDED = SUBJECTS | {"budget": "Строка бюджета", "milestone": "Пункт плана"}
"""What a decision may be about."""
SUBJECTS_PLURAL = {"indicator": "Показатели", "result": "Результаты"}
PLAN_ITEMS = {"result": "результат", "event": "мероприятие", "control_point": "контрольная точка"}
PLAN_KINDS = {"city": "план паспорта", "guide": "ориентир", "own": "план организации"}
YEAR_PLAN = "план года"
"""Stands beside a plan that is due before the year is over."""
MONEY = {"plan": "План по паспорту", "refined": "Уточнённый план", "executed": "Кассовое исполнение"}
"""Kinds of money, in the order in which they are drawn."""
MONEY_COLUMNS = {kind: f"{word}, руб." for kind, word in MONEY.items()}

JUDGED = ("met", "at_risk", "missed")
"""Flags of a fact that was compared with its plan."""
FLAG_SIGNS = {"met": "●", "at_risk": "▲", "missed": "■", "no_data": "?", "hidden": "‡", "not_due": "◌"}
"""Neither ○ nor □: a hollow ● or ■ is a flag that was given by incomplete data."""
HOLLOW_SIGNS = {"met": "○", "at_risk": "△", "missed": "□"}
"""Stand for those of ``JUDGED`` where the data are incomplete."""
STATUS_SIGNS = {"done": "●", "done_late": "▲", "overdue": "■", "due_soon": "◆", "not_due": "◌"}
SEVERITY_SIGNS = {"breaks": "■", "local": "▲", "trifle": "●"}
"""Signs of how much a finding of the audit matters."""
REPORT_SIGNS = {"accepted": "●", "waiting": "◆", "returned": "▲", "not_sent": "○", "overdue": "■", "withdrawn": "○"}
NO_PLAN, NOT_THIS_YEAR, UNJUDGED, NOT_ASKED = "no_plan", "not_this_year", "unjudged", "not_asked"
CONTRIBUTION, UNMEASURED = "contribution", "unmeasured"
ABOVE_GUIDE, AT_GUIDE, BELOW_GUIDE = "above_guide", "at_guide", "below_guide"
WITHOUT_FLAG = {
    NO_PLAN: "плана нет",
    NOT_THIS_YEAR: "в этом году срока нет",
    UNJUDGED: "без оценки",
    NOT_ASKED: "не запрашивается",
    CONTRIBUTION: "вклад в долю города",
    UNMEASURED: "формула не задана",
    ABOVE_GUIDE: "выше ориентира",
    AT_GUIDE: "на уровне ориентира",
    BELOW_GUIDE: "ниже ориентира",
}
"""States of what has no flag: no plan was set, a result has no control point in the year, nothing is judged yet, nobody
is asked for it, children are given to a share without its whole, the passport does not say of which counts it is made,
or there is only a guide."""
BY_INCOMPLETE_DATA = "по неполным данным"
UNPROVEN = "утверждать нельзя"
"""Stands where reports that are missing could still turn the conclusion."""
GUIDE_SIGNS = {ABOVE_GUIDE: "↑", AT_GUIDE: "=", BELOW_GUIDE: "↓"}
ABSENCES = {
    "no_data": "срок прошёл, а отчёта нет",
    "not_due": "отчёт ещё не должен быть сдан",
    NOT_ASKED: "организация этого типа такого не сдаёт",
    "hidden": "число мало, по нему узнали бы детей",
    NO_PLAN: "паспорт и организация плана не установили",
}
"""Why there is no figure, in the order of the legend."""
_OTHER_SIGNS = {NOT_ASKED: "×", NO_PLAN: "–", CONTRIBUTION: "+"}
REPORT_STATES = {
    "accepted": "принят",
    "waiting": "на проверке",
    "returned": "возвращён",
    "not_sent": "не сдан",
    "overdue": "просрочен",
    "withdrawn": "отозван",
}
"""States of an organization's report for a period."""


SENSITIVE = "sensitive"
NO_SUM = {
    "no_data": NO_DATA,
    "unlike": "другой расчёт или единица, не складывается",
    SENSITIVE: "закрытая численность, в свод не входит",
    "no_total": "не складывается",
}
"""Why a project or a municipality gives nothing to the sum of an indicator, or there is no sum of it (a growth)."""


def flag_word(flag: object, labels: Mapping[str, str]) -> str:
    """The words of a flag by ``Rules.flag_labels``, or of a state without one (``WITHOUT_FLAG``)."""
    return labels.get(str(flag)) or WITHOUT_FLAG.get(str(flag), WITHOUT_FLAG[NO_PLAN])


def flag_label(flag: object, labels: Mapping[str, str], *, complete: bool = True) -> str:
    """The same with its sign: «▲ наличие отклонений», of incomplete data «△ наличие отклонений, по неполным данным».

    Of the states without a flag a guide alone has a sign.
    """
    sign = (FLAG_SIGNS | GUIDE_SIGNS | ({} if complete else HOLLOW_SIGNS)).get(str(flag))
    words = incomplete_label(flag_word(flag, labels), flag, complete)
    return f"{sign}{NBSP}{words}" if sign else words


def state_sign(state: str) -> str:
    """The sign of a state of a figure, a plan item or a report; a state without one has «·»."""
    return (FLAG_SIGNS | GUIDE_SIGNS | _OTHER_SIGNS | STATUS_SIGNS | REPORT_SIGNS).get(state, "·")


def absence_label(state: str, labels: Mapping[str, str]) -> str:
    """Why there is no figure, for a legend: «? нет данных — срок прошёл, а отчёта нет»."""
    return f"{state_sign(state)}{NBSP}{flag_word(state, labels)} {NOTHING} {ABSENCES[state]}"


def status_label(status: str, labels: Mapping[str, str]) -> str:
    """The words of a plan item's status by ``Rules.status_labels`` with its sign: «■ просрочено»."""
    return f"{STATUS_SIGNS[status]}{NBSP}{labels[status]}"


def incomplete_label(label: str, flag: object, complete: bool) -> str:
    """The words of a flag, with what must be said where it was given by incomplete data."""
    return label if complete or flag not in JUDGED else f"{label}, {BY_INCOMPLETE_DATA}"


def report_label(state: str) -> str:
    """The words of a report's state with its sign: «◆ на проверке»."""
    return f"{REPORT_SIGNS[state]}{NBSP}{REPORT_STATES[state]}"


def difference_unit(unit: str) -> str:
    """The unit of a difference: shares differ by percentage points, everything else by its own unit."""
    return POINTS if unit == SHARE else unit


def as_expected(value: float, unit: str) -> float:
    """A figure that is only expected, as it is printed: people are whole."""
    return round(value) if unit == PEOPLE else value


def part_of(part: int, whole: int) -> str:
    """«8 из 9»."""
    return f"{part} из {whole}"


def loaded_by(by: str, sent_by: str | None) -> str:
    """Who loaded a file; of a report that was sent, who accepted it and who sent it."""
    return by if missing(sent_by) or not sent_by else f"{by} (прислал: {sent_by})"


def count_changes(counted: Mapping[str, int]) -> str:
    """«новых значений — 12, заменено — 1, без изменений — 3»; ``counted``: of ``store.uploads.changes.count``."""
    new, replaced, same = (number(counted[name], 0) for name in ("new", "replaced", "same"))
    return f"новых значений — {new}, заменено — {replaced}, без изменений — {same}"
