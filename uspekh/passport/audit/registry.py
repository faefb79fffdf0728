"""The rules in the order they are told, and the audit itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uspekh.passport.audit import (
    bases,
    control,
    counts,
    coverage,
    dates,
    executors,
    lines,
    load,
    methods,
    names,
    numbering,
    people,
    promises,
    roles,
    schedule,
    scope,
    series,
    sums,
    titles,
    units,
)
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
    Rule("Нет базового значения", bases.base_missing),
    Rule("Базовые значения расходятся", bases.base_value_differs),
    Rule("Даты базовых значений расходятся", bases.base_date_differs),
    Rule("Базовое значение на дату внутри проекта", bases.base_date_inside_project),
    Rule("Плановые значения расходятся", units.targets_differ),
    Rule("Показателя нет в приложении № 2", units.annex2_row_missing),
    Rule("Единицы измерения расходятся", units.unit_differs),
    Rule("План года стоит в наименовании показателя", units.target_in_title),
    Rule("План ухудшается от года к году", series.target_falls),
    Rule("Процент и число людей дают разную численность", series.implied_population),
    Rule("Формулировка результата расходится с планом", series.wording_differs_from_target),
    Rule("Результат и показатель: разный план", counts.result_and_indicator_differ),
    Rule("Один план на два разных подсчёта", counts.one_target_two_counts),
    Rule("Пункт плана расходится с плановым значением", promises.plan_item_figure_differs),
    Rule("Прирост доли можно прочитать двумя способами", promises.growth_of_share),
    Rule("Обещание без показателя", promises.promise_unmeasured),
    Rule("Нет методики расчёта", methods.method_missing),
    Rule("Методика заполнена не полностью", methods.method_incomplete),
    Rule("Обозначение не входит в формулу", methods.method_term_unused),
    Rule("Строки бюджета не складываются в итог", sums.lines_short_of_total),
    Rule("Итог раздела 4 не равен сумме", sums.printed_total_wrong),
    Rule("Итог дополнительных материалов не равен сумме", sums.financing_total_wrong),
    Rule("Суммы года в двух таблицах расходятся", sums.financing_differs),
    Rule("Итоги за разные годы", sums.spans_differ),
    Rule("Строка бюджета без денег", lines.line_without_money),
    Rule("Номера строк бюджета и результатов расходятся", lines.line_number_differs),
    Rule("Одна строка бюджета на несколько результатов", lines.line_shared),
    Rule("Строка бюджета названа иначе, чем результат", lines.line_title_differs),
    Rule("Источника нет в разделе 4", lines.source_missing),
    Rule("Срок вне проекта", dates.outside_project),
    Rule("Окончание раньше начала", dates.end_before_start),
    Rule("Срок пункта шире срока результата", dates.child_outside_parent),
    Rule("Ежегодный пункт под закрытым результатом", dates.recurs_after_parent),
    Rule("Не указано начало", schedule.start_missing),
    Rule("Начало у контрольной точки", schedule.control_point_with_start),
    Rule("Контрольная точка не в день окончания результата", schedule.control_point_date_differs),
    Rule("Дата записана с ошибкой", schedule.date_written_oddly),
    Rule("Уровень контроля не определён", control.control_undefined),
    Rule("Уровень контроля не указан", control.control_empty),
    Rule("Контроль результата и контрольной точки расходится", control.control_differs_from_result),
    Rule("Уровень контроля меняется по годам", control.control_differs_by_year),
    Rule("Все мероприятия на один срок", schedule.events_without_order),
    Rule("Результата нет в плане мероприятий", coverage.result_without_plan_items),
    Rule("Результат без мероприятий", coverage.result_without_events),
    Rule("Результат без контрольной точки", coverage.result_without_control_point),
    Rule("Результат без строки бюджета", coverage.result_without_line),
    Rule("Результат без участников", coverage.result_without_people),
    Rule("Результат нечем проверить", coverage.result_without_measure),
    Rule("Плановое значение только на последний год", coverage.target_only_at_end),
    Rule("Показатель без результатов и мероприятий", coverage.indicator_without_result),
    Rule("Результаты названы одинаково", titles.duplicate_result),
    Rule("Характеристики результатов одинаковы", titles.duplicate_characteristic),
    Rule("Контрольная точка названа иначе, чем результат", titles.control_point_title_differs),
    Rule("Срок в тексте и в плане расходится", titles.promised_year_differs),
    Rule("Охват по возрасту или классам расходится", scope.ranges_differ),
    Rule("Название записано двумя способами", names.name_spelled_twice),
    Rule("Один человек под двумя фамилиями", people.person_spelled_twice),
    Rule("Инициалы без точки", people.initials_unfinished),
    Rule("Одна роль у нескольких людей", roles.role_of_two),
    Rule("Подчинённый отвечает выше начальника", roles.subordinate_above_chief),
    Rule("Нет ответственного за результат", roles.responsible_missing),
    Rule("Занятость больше 100 %", load.overload),
    Rule("Номера не по порядку", numbering.number_out_of_order),
    Rule("Пропущен номер пункта", numbering.number_missing),
    Rule("Пункт под чужим номером", numbering.number_under_another),
    Rule("Контрольная точка пронумерована иначе", numbering.control_point_number_unlike),
    Rule("Точка в конце номера", numbering.number_dots),
    Rule("Пропущен номер участника", numbering.participant_number_missing),
    Rule("Исполнитель записан по-разному", executors.executor_spellings),
    Rule("Нет исполнителя", executors.executor_missing),
    Rule("Нет вида документа", executors.document_missing),
    Rule("Вместо документа — действие", executors.document_is_action),
    Rule("Документ не как у таких же мероприятий", executors.document_unlike_same_action),
    Rule("Программа закончилась раньше проекта", executors.programme_expires),
)


def audit(plan: Plan) -> list[Finding]:
    """Every finding, the worst first, then in the order of the rules and of the document."""
    worst = list(SEVERITIES)
    found = [finding for rule in RULES for finding in rule.function(plan)]
    return sorted(found, key=lambda finding: worst.index(finding.severity))
