"""Where indicators may land: the forecast of the last year and the range that incomplete reports leave open."""

from __future__ import annotations

from collections.abc import Iterator

from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import Forecast, forecast, possible_range
from uspekh.report.cells import figure, text, told
from uspekh.report.words import SUBJECTS
from uspekh.russian.format import NBSP


def outlook(figures: Figures) -> Iterator[str]:
    """A sentence on each indicator that can be forecast, with the method and its uncertainty, or has a range."""
    frame = figures.indicators[figures.indicators["primary"]]
    for measure, years in frame.groupby("measure", sort=False):
        first = years.iloc[0]
        parts = [*_range(figures, str(measure)), *_forecast(forecast(years, figures.selection.year), first["unit"])]
        if parts:
            yield f"{SUBJECTS['indicator'][0]}{NBSP}{first['subject']}: {'; '.join(parts)}."


def _range(figures: Figures, measure: str) -> Iterator[str]:
    bounds = possible_range(figures, measure, figures.selection.year)
    if bounds and bounds[0] < bounds[1]:
        low, high = (figure(value, "%") for value in bounds)
        yield f"когда сдадут все, значение будет от {text(low)} до {told(high)}"


def _forecast(found: Forecast | None, unit: str) -> Iterator[str]:
    if found is None:
        return
    value, spread = told(figure(found.value, unit)), text(figure(found.spread, unit))
    method = f"прямая по фактам за {found.points}{NBSP}г., два стандартных отклонения от неё"
    yield f"прогноз на {found.year}{NBSP}год при сохранении темпа — {value} ±{NBSP}{spread} ({method})"
    if found.needed:
        change = "снижать" if found.falling else "прибавлять"
        yield f"для плана нужно {change} по {told(figure(found.needed, unit))} в год"
