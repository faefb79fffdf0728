"""The screens of a meeting, one subject each, in the order a meeting takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from uspekh.charts import budget as budget_charts
from uspekh.charts import indicators as indicator_charts
from uspekh.charts.theme import enlarged
from uspekh.monitoring import budget as money
from uspekh.monitoring import summary
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.forecast import forecast, possible_range
from uspekh.monitoring.links import responsible
from uspekh.monitoring.provenance import items_behind, money_behind, values_behind
from uspekh.russian.format import NO_DATA, day, missing, number, percent, plural, roubles, with_unit
from uspekh.russian.text import plain
from uspekh.ui import charts, decisions, flags, frames, kept, meeting_record, provenance, screening
from uspekh.ui.state import project

SOON = ("overdue", "due_soon")


@dataclass(frozen=True)
class Screen:
    """One subject: its short name and what draws it."""

    name: str
    draw: Callable[[Figures], None]


def screens(figures: Figures) -> list[Screen]:
    """Summary, each indicator, results, budget, measures, deviations and decisions, the record of the meeting."""
    rows = figures.indicators[figures.indicators["primary"]].drop_duplicates("measure")
    own = [Screen(f"Показатель {row.subject}", _indicator_of(row.measure)) for row in rows.itertuples()]
    return [
        Screen("Сводка", _summary),
        *own,
        Screen("Результаты", _results),
        Screen("Бюджет", _budget),
        Screen("Мероприятия", _measures),
        Screen("Решения", _decisions),
        Screen("Протокол", meeting_record.show),
    ]


def _summary(figures: Figures) -> None:
    rows = summary.of_year(figures.measures, figures)
    rows = rows[rows["primary"]]
    groups = {
        "Показатели": rows[rows["subject_kind"] == "indicator"],
        "Результаты": rows[rows["subject_kind"] == "result"],
        "Строки бюджета": _funded(summary.of_year(figures.budget, figures)),
    }
    due = summary.of_year(figures.milestones, figures)["flag"].value_counts()
    *columns, last = st.columns(len(groups) + 1)
    for column, (name, frame) in zip(columns, groups.items(), strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{name}**")
            counts = {flag: count for flag, count in summary.flag_counts(frame).items() if count}
            st.markdown("  \n".join(f"**{count}** — {flags.line(flag)}" for flag, count in counts.items()) or NO_DATA)
    with last.container(border=True, height="stretch"):
        st.markdown("**Мероприятия года**")
        labels = project().rules.status_labels
        st.markdown("  \n".join(f"**{due[name]}** — {labels[name]}" for name in labels if name in due) or NO_DATA)
    st.markdown("**Наибольшие отклонения**")
    for row in summary.worst(figures).to_dict("records"):
        provenance.line(f"{_in_words(row)}{_answers(row)}", *_cells(figures, row))
    meeting_record.since_last(figures)


def _cells(figures: Figures, row: dict) -> tuple[str, str, Callable[[], pd.DataFrame]]:
    """Key, title and cells of the button beside the figure of a measure and year."""
    title = f"{decisions.KINDS[row['subject_kind']]} {row['subject']}, {row['year']} год"
    return f"совещание-{row['measure']}", title, partial(values_behind, figures, row["measure"], row["year"])


def _funded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["plan"] > 0]


def _answers(row: dict) -> str:
    """«; отвечает Баранец Т.Г.»: the persons who answer for the result, or for the results of the indicator."""
    links, subject = project().plan["links"], row["subject"]
    results = [subject]
    if row["subject_kind"] == "indicator":
        results = links.loc[(links["kind"] == "indicator") & (links["target"] == subject), "result"].tolist()
    known = responsible(project().plan)
    persons = dict.fromkeys(person for result in results for person in known.get(result, ()))
    return f"; отвечает {plain(', '.join(persons))}" if persons else ""


def _in_words(row: dict) -> str:
    """«Показатель 4. …: 1 650 из 1 834 чел., не хватает 184; сдали 6 из 7»."""
    title = frames.subject_title(row["subject_kind"], row["subject"])
    lacking = row["due_plan"] - row["fact"]
    lack = f"{frames.figure(lacking, row['unit'])} п. п." if row["unit"] == "%" else with_unit(lacking, row["unit"])
    return (
        f"**{decisions.KINDS[row['subject_kind']]} {row['subject']}. {plain(title)}:** "
        f"{with_unit(row['fact'], row['unit'])} при плане {with_unit(row['due_plan'], row['unit'])}, "
        f"не хватает {lack}; сдали {row['reported']} из {row['expected']}"
    )


def _indicator_of(measure: str) -> Callable[[Figures], None]:
    return lambda figures: _indicator(figures, measure)


def _indicator(figures: Figures, measure: str) -> None:
    years = frames.for_chart(figures.measures[figures.measures["measure"] == measure])
    row = summary.of_year(years, figures).iloc[0]
    st.markdown(f"### {row['subject']}. {plain(frames.subject_title('indicator', row['subject']))}")
    told, drawn = st.columns([2, 3], gap="medium")
    with told:
        fact, plan = st.columns(2)
        fact.metric(f"Факт, {row['unit']}", frames.told(frames.figure(row["fact"], row["unit"]), row["flag"]))
        plan.metric("План", frames.figure(row["plan"], row["unit"]))
        st.markdown(f"{flags.line(row['flag'])}, выполнение {frames.told(percent(row['completion']), row['flag'])}")
        st.markdown("\n".join(f"- {note}" for note in _notes(figures, measure, years, row)))
    with drawn:
        unit = row["unit"]
        build = partial(indicator_charts.plan_fact, years, unit, selection=charts.PICKED)

        def behind(picked: dict[str, Any]) -> pd.DataFrame:
            return values_behind(figures, measure, int(picked["year"]))

        key, heading = f"совещание-{measure}", f"Показатель {row['subject']}"
        charts.answering(kept.picture(key, lambda: enlarged(build()), years, unit), heading, key, behind)


def _notes(figures: Figures, measure: str, years: pd.DataFrame, row: pd.Series) -> list[str]:
    said = [frames.coverage(figures, row)]
    bounds = possible_range(figures, measure, row["year"])
    if bounds and bounds[0] < bounds[1]:
        low, high = (number(value) for value in bounds)
        said.append(f"когда сдадут все, будет от {low} до {high} %")
    found = forecast(years, row["year"])
    if found:
        unit = row["unit"]
        said.append(
            f"прогноз на {found.year} год, если темп сохранится: {with_unit(found.value, unit)} "
            f"± {frames.figure(found.spread, unit)} (прямая по {found.points} годам, два отклонения от неё)"
        )
        if found.needed is not None:
            said.append(f"до плана нужно прибавлять по {with_unit(found.needed, unit)} в год")
    return said


def _results(figures: Figures) -> None:
    st.markdown("### Результаты")
    rows = summary.of_year(figures.measures, figures)
    rows = rows[(rows["subject_kind"] == "result") & rows["primary"]]
    for row in rows.to_dict("records"):
        title = frames.subject_title("result", row["subject"])
        planned = "" if missing(row["due_plan"]) else f" при плане {with_unit(row['due_plan'], row['unit'])}"
        said = (
            f"**{row['subject']}. {plain(title)}** — {frames.told(with_unit(row['fact'], row['unit']), row['flag'])}"
            f"{planned} · {flags.line(row['flag'])}"
        )
        provenance.line(said, *_cells(figures, row))
    screening.note(figures, "result")


def _budget(figures: Figures) -> None:
    st.markdown("### Бюджет")
    total = money.total(summary.of_year(figures.budget, figures))
    plan, refined, executed, done = st.columns(4)
    plan.metric("План, руб.", roubles(total["plan"]))
    refined.metric("Уточнённый, руб.", roubles(total["refined"]))
    executed.metric("Исполнено, руб.", roubles(total["executed"]))
    done.metric("К плану", percent(total["completion"]))
    year, rows, key = figures.selection.year, _by_line(figures), "совещание-бюджет"
    build = partial(budget_charts.by_line, rows, selection=charts.PICKED)

    def behind(picked: dict[str, Any]) -> pd.DataFrame:
        return money_behind(figures, year, str(picked["line_title"]).split(". ")[0])

    charts.answering(kept.picture(key, lambda: enlarged(build()), rows), f"Бюджет {year} года", key, behind)


def _by_line(figures: Figures) -> pd.DataFrame:
    by_line = money.totals(summary.of_year(figures.budget, figures), ["line"])
    by_line = by_line.merge(project().plan["budget_lines"], on="line")
    by_line["line_title"] = by_line["line"] + ". " + by_line["short_title"]
    funded = by_line[by_line[money.MONEY].fillna(0).sum(axis=1) > 0]
    return frames.money_long(funded, ["line_title", "derived"])


def _measures(figures: Figures) -> None:
    st.markdown("### Мероприятия: просрочено и скоро срок")
    rows = figures.milestones
    rows = rows[rows["flag"].isin(SOON) & (rows["year"] <= figures.selection.year)].sort_values("due", ascending=False)
    labels = project().rules.status_labels
    count = len(rows)
    said = f"Всего {count} {plural(count, 'пункт', 'пункта', 'пунктов')} плана."
    provenance.line(said, "совещание-мероприятия", "Просрочено и скоро срок", lambda: items_behind(figures, rows))
    for row in rows.head(6).itertuples():
        forecast_ = f", ожидается {day(row.forecast)}" if row.forecast else ""
        st.markdown(f"- **{row.item}** {plain(row.title[:110])} — срок {day(row.due)}, {labels[row.flag]}{forecast_}")


def _decisions(figures: Figures) -> None:
    st.markdown("### Отклонения и решения")
    decisions.overdue(figures.selection.as_of)
    decisions.show(figures)
