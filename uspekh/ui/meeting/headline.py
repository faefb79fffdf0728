"""The sentence that answers first, and a tile for each indicator."""

from __future__ import annotations

from collections.abc import Sequence

from uspekh.charts.sparkline import sparkline
from uspekh.monitoring.explaining.explanation import explain_flag
from uspekh.monitoring.explaining.provenance import subject_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview.tiles import IndicatorSummary
from uspekh.ui.sections.indicators import subject_list
from uspekh.ui.show import clickable, provenance, tiles
from uspekh.ui.show.clickable import escaped
from uspekh.ui.show.tiles import Tile
from uspekh.words import SUBJECTS

_OPEN = "страница "
_LINE = 27
"""Pixels of a line of the sentence."""


def show_sentence(words: str) -> None:
    """A sentence in large letters."""
    # Drawn as the tiles are: for each kind of element a browser loads another part of Streamlit.
    clickable.show(f'<p class="sentence">{escaped(words)}</p>', key="предложение", height=_LINE)


def show_tiles(
    figures: Figures, summaries: Sequence[IndicatorSummary], *, key: str, height: int, lead: bool = False
) -> None:
    """Fact, plan, flag and years of indicators; a press on the fact says where it comes from.

    ``height``: about their own, in pixels; ``lead``: a press on the title opens the page of the indicator.
    """

    def answer(action: str) -> None:
        subject = action.removeprefix(_OPEN)
        if subject != action:
            subject_list.open_subject("indicator", subject)
        open_number(figures, "indicator", subject)

    tiles.show([_tile(summary, lead=lead) for summary in summaries], key=key, on_click=answer, height=height)


def open_number(figures: Figures, kind: str, subject: str) -> None:
    """The dialog about the figure of an indicator or result in the selected year."""
    year = figures.selection.year
    provenance.open_cells(
        f"{SUBJECTS[kind]} {subject}, {year} год",
        subject_behind(figures, kind, subject, year),
        explain_flag(figures, kind, subject, year),
    )


def _tile(summary: IndicatorSummary, *, lead: bool) -> Tile:
    years, chosen = summary.years, summary.year
    line = sparkline(
        [each.year for each in years],
        [each.fact for each in years],
        [each.plan for each in years],
        chosen=chosen,
        of_plan=True,
    )
    coverage = summary.coverage if summary.complete else f"данные неполные: {summary.coverage}"
    fact = summary.fact.removesuffix(summary.unit)
    return Tile(
        f"{summary.subject}. {summary.title}",
        fact.strip(),
        summary.plan,
        summary.state,
        "\n".join(filter(None, [summary.gap, coverage])),
        line=line,
        action=summary.subject,
        unit=summary.unit if fact != summary.fact else "",
        incomplete=not summary.complete,
        opens=f"{_OPEN}{summary.subject}" if lead else "",
    )
