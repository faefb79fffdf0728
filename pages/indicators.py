"""«Показатели»: one indicator or result: its message, its years, who makes the deviation, what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import indicators as charts
from uspekh.monitoring.explaining.explanation import FlagExplanation, explain_flag
from uspekh.monitoring.explaining.message import say_message
from uspekh.monitoring.explaining.missing_reports import possible_range
from uspekh.monitoring.explaining.origins import say_value_origin
from uspekh.monitoring.explaining.provenance import subject_behind, values_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import FEWEST_YEARS, look_ahead
from uspekh.monitoring.overview.counts import states_of
from uspekh.monitoring.overview.gaps import say_gap
from uspekh.monitoring.overview.subjects import subjects
from uspekh.monitoring.overview.summary import of_year
from uspekh.monitoring.plans.edition_remarks import say_changed_target
from uspekh.monitoring.results import CONTROLLED
from uspekh.monitoring.small_counts.screened import hidden_reasons
from uspekh.russian.format import HIDDEN, missing, number, percent
from uspekh.russian.text import one_line, plain
from uspekh.ui.sections.indicators import deviation, subject_links, subject_list
from uspekh.ui.session import door, filters
from uspekh.ui.session.figures import figures_of
from uspekh.ui.show import clickable, figure_tables, frames, provenance, table
from uspekh.ui.show.pictures import chart_cache
from uspekh.ui.show.pictures import charts as drawn
from uspekh.ui.show.table import Cell
from uspekh.ui.show.words import flags
from uspekh.words import SUBJECTS, part_of

# How many chosen organizations are drawn as lines of their own.
_FEW_LINES = range(2, 5)


def head(figures: Figures, kind: str, subject: str, row: pd.Series) -> None:
    """What it is, the message, the flag, and what a reader must know of the figure."""
    st.caption(plain(f"{SUBJECTS[kind]} {subject}. {figures.plan.short_title(kind, subject)}"))
    message = clickable.escaped(one_line(say_message(figures, kind, subject)))
    # Not by ``st.html``, which a browser fetches when it first meets it: what follows would jump.
    look = "font-size:1.375rem;line-height:1.25;font-weight:600;margin-bottom:1rem"
    st.markdown(f'<div role="heading" aria-level="1" style="{look}">{message}</div>', unsafe_allow_html=True)
    flag = flags.badge(row["state"], complete=bool(row["complete"]))
    st.markdown(f"{flag} {plain('; '.join(notes(figures, kind, row)))}")


def notes(figures: Figures, kind: str, row: pd.Series) -> Iterator[str]:
    """How far the plan is, who reported, what the figure is made of, and what it can still become."""
    if gap := say_gap(row):
        yield gap
    if not missing(row["completion"]):
        yield f"выполнение {percent(row['completion'], bounds=figures.rules.edges)}"
    if hidden := hidden_reasons(figures, kind).get(str(row["subject"])):
        yield f"{HIDDEN}: {hidden}"
    if row["basis_kind"] == CONTROLLED:
        yield f"отчитались {part_of(row['reported'], row['expected'])}"
        return
    yield frames.coverage(figures, row)
    if changed := say_changed_target(figures.plan, row):
        yield changed
    year, measure = int(row["year"]), str(row["measure"])
    origin = say_value_origin(figures.measures, measure, year)
    if origin:
        yield origin
    if origin and not missing(row["sum_fact"]):
        yield f"сумма по организациям {frames.figure(row['sum_fact'], row['unit'])}"
    if between := possible_range(figures, measure, year):
        yield f"когда сдадут все, будет от {number(between[0])} до {percent(between[1])}"
    progress = figures.measures.query("measure == @measure and year == @year")["progress"].iloc[0]
    if not missing(progress):
        yield f"от базового значения до плана пройдено {percent(progress)}"


def years_chart(figures: Figures, kind: str, measure: str, caption: str) -> None:
    """One chart: plan, base, fact, forecast, the chosen organizations and year; a press leads to the cells."""
    selection = figures.selection
    rows = figures.measures[figures.measures["measure"] == measure]
    subject, primary = str(rows["subject"].iloc[0]), bool(rows["primary"].iloc[0])
    unit, years = str(rows["unit"].iloc[0]), frames.for_chart(rows)
    forecast, words = outlook(rows, selection.year, unit)
    chart = chart_cache.specify(
        charts.plan_fact,
        years,
        unit,
        selection=drawn.PICKED,
        lines=lines(figures, measure),
        base=base(figures, kind, rows),
        forecast=forecast,
        chosen=selection.year,
    )

    def find_cells(picked: dict[str, Any]) -> pd.DataFrame:
        return values_behind(figures, measure, int(picked.get("year", selection.year)))

    def explain(picked: dict[str, Any]) -> FlagExplanation | None:
        year = int(picked.get("year", selection.year))
        return explain_flag(figures, kind, subject, year) if primary else None

    caption = "; ".join(filter(None, [caption + frames.explain_hollow(years), words]))
    drawn.show(
        chart,
        "План и факт по годам",
        partial(figure_tables.years_table, years, unit),
        key="год",
        caption=caption,
        find_cells=find_cells,
        explain=explain,
    )


def outlook(rows: pd.DataFrame, selected: int, unit: str) -> tuple[charts.Forecast | None, str]:
    """The forecast of the last year while its figure is not there, and what is said of it."""
    ahead = look_ahead(rows, selected)
    if ahead is None or rows.loc[rows["year"] == ahead.year, "fact"].notna().any():
        return None, ""
    if ahead.forecast is None:
        return None, f"для прогноза мало данных: полных лет {ahead.whole_years}, нужно {FEWEST_YEARS}"
    forecast = (ahead.year, ahead.forecast.value, ahead.forecast.low, ahead.forecast.high)
    return forecast, charts.forecast_text(forecast, unit)


def base(figures: Figures, kind: str, rows: pd.DataFrame) -> float | None:
    """The municipality's value before the project, of an indicator in the unit of its rows."""
    if kind != "indicator" or figures.selection.organizations:
        return None
    table_ = figures.plan["indicators"].set_index("id").loc[rows["subject"].iloc[0]]
    usable = table_["unit"] == rows["unit"].iloc[0] and not missing(table_["base_value"])
    return float(table_["base_value"]) if usable else None


def lines(figures: Figures, measure: str) -> pd.DataFrame | None:
    """Facts of a few chosen organizations by year, beside what they give together."""
    if len(figures.selection.organizations) not in _FEW_LINES:
        return None
    rows = figures.organizations[figures.organizations["measure"] == measure]
    return frames.for_chart(rows)[["short_name", "year", "fact"]].reset_index(drop=True)


def open_organization(figures: Figures, kind: str, subject: str, measure: str, code: str) -> None:
    """The cells behind what one organization gives to the figure of the year, its flag first."""
    year = figures.selection.year
    names = {code: name for name, code in filters.organization_names().items()}
    explained = explain_flag(figures, kind, subject, year, code)
    title = f"{SUBJECTS[kind]} {subject}, {names.get(code, code)}, {year} год"
    provenance.open_cells(title, values_behind(figures, measure, year, code), explained)


def by_points(figures: Figures, result: str) -> None:
    """A result that is done or not done: its control points by year."""
    rows = subjects(figures)
    rows = rows[(rows["subject_kind"] == "result") & (rows["subject"] == result) & (rows["expected"] > 0)]
    if rows.empty:
        st.info("В паспорте нет ни плановых значений, ни контрольных точек этого результата: судить о нём не по чему.")
        return
    cells = [
        [
            Cell(str(row["year"]), action=str(row["year"])),
            Cell(number(row["plan"], 0), number=True),
            Cell(number(row["fact"], 0), number=True),
            Cell("", state=row["flag"]),
            Cell(part_of(row["reported"], row["expected"])),
        ]
        for row in rows.to_dict("records")
    ]

    def open_year(action: str) -> None:
        title = f"Контрольные точки результата {result}, {action} год"
        provenance.open_cells(title, subject_behind(figures, "result", result, int(action)))

    headings = ["Год", "Контрольных точек", "Исполнено", "Оценка", "Отчитались"]
    table.show(headings, cells, key="точки", on_click=open_year, current=str(figures.selection.year))
    st.caption("Численного плана нет: план — контрольные точки со сроком в году, факт — исполненные.")


def choose_reading(figures: Figures, kind: str, subject: str) -> str:
    """The measure of the subject; where it is planned in two units, a person chooses one."""
    rows = figures.definitions
    rows = rows[(rows["subject_kind"] == kind) & (rows["subject"] == subject)].set_index("unit")
    if len(rows) == 1:
        return str(rows["id"].iloc[0])
    unit = st.segmented_control(
        "Единица",
        list(rows.index),
        default=rows.index[0],
        required=True,
        key=f"единица-{subject}",
        label_visibility="collapsed",
    )
    return str(rows["id"][unit])


def show(figures: Figures, kind: str, subject: str) -> None:
    """The chosen indicator or result."""
    rows = of_year(subjects(figures), figures)
    rows = rows.assign(state=states_of(rows))
    row = rows[(rows["subject_kind"] == kind) & (rows["subject"] == subject)].iloc[0]
    head(figures, kind, subject, row)
    caption = f"{SUBJECTS[kind]} {subject}; {filters.sentence(figures.selection)}"
    if row["basis_kind"] == CONTROLLED:
        by_points(figures, subject)
        subject_links.show(figures, kind, subject, "", caption)
        return
    alone = len(figures.directory) == 1
    left, right = (st.container(), None) if alone else st.columns([11, 9], gap="medium")
    with left:
        measure = choose_reading(figures, kind, subject)
        years_chart(figures, kind, measure, caption)
    if right is not None:
        with right:
            deviation.show(figures, measure, partial(open_organization, figures, kind, subject, measure))
    subject_links.show(figures, kind, subject, measure, caption)


figures = figures_of(door.selection())
with st.container(key="subjects"):
    narrow, wide = st.columns([1, 4], gap="medium")
with narrow, st.container(gap="xsmall", key="contents"):
    kind, subject = subject_list.choose(figures)
with wide, st.container(gap="xsmall"):
    show(figures, kind, subject)
