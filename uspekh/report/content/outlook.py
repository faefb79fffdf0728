"""Where indicators may land: the forecast of the last year and the range that incomplete reports leave open."""

from __future__ import annotations

import math
from collections.abc import Iterator

from uspekh.monitoring.explaining.missing_reports import possible_range
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import FEWEST_YEARS, Forecast, Outlook, look_ahead
from uspekh.russian.format import NBSP, percent, plural, with_unit
from uspekh.words import PEOPLE, SUBJECTS, as_expected, difference_unit


def outlook(figures: Figures) -> Iterator[str]:
    """A sentence on each indicator whose last year is still ahead, or that has a range."""
    frame = figures.indicators[figures.indicators["primary"]]
    for measure, years in frame.groupby("measure", sort=False):
        first = years.iloc[0]
        ahead = look_ahead(years, figures.selection.year)
        parts = [*_range(figures, str(measure)), *(describe_outlook(ahead, first["unit"]) if ahead else [])]
        if parts:
            yield f"{SUBJECTS['indicator']}{NBSP}{first['subject']}: {'; '.join(parts)}."


def describe_outlook(ahead: Outlook, unit: str) -> list[str]:
    """What an outlook says: the forecast with its interval and method, or why there is none; the pace still needed."""
    if ahead.forecast is None:
        years = plural(ahead.whole_years, "полный год", "полных года", "полных лет")
        parts = [
            f"для прогноза на {ahead.year}{NBSP}год мало данных: {ahead.whole_years}{NBSP}{years}, "
            f"нужно не меньше {FEWEST_YEARS}"
        ]
    else:
        parts = [_forecast(ahead.forecast, unit)]
    if ahead.needed:
        change = "снижать" if ahead.falling else "прибавлять"
        # A pace that is rounded down would not reach the plan.
        pace = math.ceil(ahead.needed) if unit == PEOPLE else ahead.needed
        parts.append(f"для плана нужно {change} по {with_unit(pace, difference_unit(unit))} в год")
    return parts


def _forecast(forecast: Forecast, unit: str) -> str:
    years = ", ".join(map(str, forecast.years))
    line = f"последнее значение и прямая по приростам за {years}" if forecast.by_increments else f"прямая по {years}"
    if forecast.basis == "sum":
        line += ", сумма по организациям"
    if forecast.low is None or forecast.high is None:
        spread = "разброс не оценить: годы лежат на одной прямой"
    else:
        low, high = (with_unit(as_expected(end, unit), unit) for end in (forecast.low, forecast.high))
        spread = f"с вероятностью 95{NBSP}% от {low} до {high}"
    value = with_unit(as_expected(forecast.value, unit), unit)
    return f"прогноз на {forecast.year}{NBSP}год при сохранении темпа — {value}, {spread} ({line})"


def _range(figures: Figures, measure: str) -> Iterator[str]:
    bounds = possible_range(figures, measure, figures.selection.year)
    if bounds and bounds[0] < bounds[1]:
        yield f"когда сдадут все, значение будет от {percent(bounds[0])} до {percent(bounds[1])}"
