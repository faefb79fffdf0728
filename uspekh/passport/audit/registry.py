"""The rules in the order they are told, and the audit itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uspekh.passport.audit import bases, control, dates, lines, series, sums, units
from uspekh.passport.audit.finding import SEVERITIES, Finding
from uspekh.passport.plan import Plan


@dataclass(frozen=True)
class Rule:
    """``title``: what the rule looks for, in Russian; ``function`` names it and finds."""

    title: str
    function: Callable[[Plan], Iterator[Finding]]

    @property
    def name(self) -> str:
        """Name of the rule in findings and in ``audit --json``."""
        return self.function.__name__


RULES: tuple[Rule, ...] = (
    Rule("Базовые значения расходятся", bases.base_value_differs),
    Rule("Даты базовых значений расходятся", bases.base_date_differs),
    Rule("Базовое значение на дату внутри проекта", bases.base_date_inside_project),
    Rule("Плановые значения расходятся", units.targets_differ),
    Rule("Единицы измерения расходятся", units.unit_differs),
    Rule("План года стоит в наименовании показателя", units.target_in_title),
    Rule("План ухудшается от года к году", series.target_falls),
    Rule("Процент и число людей дают разную численность", series.implied_population),
    Rule("Формулировка результата расходится с планом", series.wording_differs_from_target),
    Rule("Строки бюджета не складываются в итог", sums.lines_short_of_total),
    Rule("Итог раздела 4 не равен сумме", sums.printed_total_wrong),
    Rule("Итог дополнительных материалов не равен сумме", sums.financing_total_wrong),
    Rule("Суммы года в двух таблицах расходятся", sums.financing_differs),
    Rule("Итоги за разные годы", sums.spans_differ),
    Rule("Строка бюджета без денег", lines.line_without_money),
    Rule("Номера строк бюджета и результатов расходятся", lines.line_number_differs),
    Rule("Одна строка бюджета на несколько результатов", lines.line_shared),
    Rule("Строка бюджета названа иначе, чем результат", lines.line_title_differs),
    Rule("Срок вне проекта", dates.outside_project),
    Rule("Окончание раньше начала", dates.end_before_start),
    Rule("Срок пункта шире срока результата", dates.child_outside_parent),
    Rule("Ежегодный пункт под закрытым результатом", dates.recurs_after_parent),
    Rule("Не указано начало", dates.start_missing),
    Rule("Начало у контрольной точки", dates.control_point_with_start),
    Rule("Контрольная точка не в день окончания результата", dates.control_point_date_differs),
    Rule("Дата записана с ошибкой", dates.date_written_oddly),
    Rule("Уровень контроля не определён", control.control_undefined),
    Rule("Уровень контроля не указан", control.control_empty),
    Rule("Контроль результата и контрольной точки расходится", control.control_differs_from_result),
    Rule("Уровень контроля меняется по годам", control.control_differs_by_year),
)


def audit(plan: Plan) -> list[Finding]:
    """Every finding, the worst first, then in the order of the rules and of the document."""
    worst = list(SEVERITIES)
    found = [finding for rule in RULES for finding in rule.function(plan)]
    return sorted(found, key=lambda finding: worst.index(finding.severity))
