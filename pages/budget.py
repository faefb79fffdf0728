"""«Бюджет»: how much of the year's plan was spent, by which lines, and a line over the years and sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from uspekh.monitoring.execution import budget
from uspekh.monitoring.explaining.explanation import explain_budget_line
from uspekh.monitoring.explaining.provenance import money_behind
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.overview import money
from uspekh.monitoring.overview.money import BudgetAnswer, MoneyRow
from uspekh.russian.text import plain
from uspekh.ui.sections import money_rows
from uspekh.ui.session import door, filters
from uspekh.ui.session.figures import budget_answer_of, figures_of
from uspekh.ui.show import provenance
from uspekh.ui.show.pictures import saving

LINE = "строка"
WHOLE = "Все строки"
CITY = "Бюджет ведётся по проекту в целом: отбор по организациям на него не действует"


def chosen_line(figures: Figures) -> str | None:
    """The line of the address; an unknown one is said and left out."""
    line = st.query_params.get(LINE)
    if line is None or line in set(figures.plan.of_all_editions("budget_lines")["line"]):
        return line
    st.warning(f"В ссылке указана неизвестная строка бюджета: {plain(line)}. Показаны все.")
    return None


def answer(figures: Figures, line: str | None, year: int | None, action: str) -> None:
    """Opens a line by its title, or the cells behind an execution; ``line`` and ``year`` are those of the table."""
    key = action.removeprefix(money_rows.OPEN).removeprefix(money_rows.CELLS)
    if action.startswith(money_rows.OPEN):
        st.query_params[LINE] = key
        st.rerun()
    if year is None:
        open_cells(figures, line, int(key))
    else:
        open_cells(figures, key or None, year)


def open_cells(figures: Figures, line: str | None, year: int, source: str | None = None) -> None:
    """The cells behind the money of a year, of a line or of all; the flag of a line that has one source."""
    rows = budget.funded(figures.budget[figures.budget["year"] == year])
    rows = rows[(rows["line"] == line)] if line else rows
    rows = rows[rows["source"] == source] if source else rows
    one = explain_budget_line(figures, rows.iloc[0]) if len(rows) == 1 else None
    title = ", ".join(filter(None, [f"Строка {line}" if line else "Бюджет", source, f"{year} год"]))
    provenance.open_cells(title, money_behind(figures, year, line, source), one)


def show_lines(figures: Figures, answers: BudgetAnswer, line: str | None) -> None:
    """The lines of the year, each to be opened; what must be known to read them."""
    year = figures.selection.year
    rows = [*answers.lines, answers.whole]
    press = partial(answer, figures, None, year)
    money_rows.show(f"Строка, {year} год", rows, key="бюджет-строки", on_click=press, opens=True, current=line or "")
    lines = figures.plan.of_all_editions("budget_lines")
    notes = [
        f"{money.say_scale(answers.lines)}; {answers.reported}",
        budget.PARTLY_REFINED.capitalize() if answers.partly_refined else "",
        *(f"{changed[:1].upper()}{changed[1:].removesuffix('.')}" for changed in answers.changed),
        *(note.rstrip(".") for note in lines.loc[lines["derived"], "note"]),
        CITY if figures.selection.organizations else "",
    ]
    explain([note for note in notes if note], rows, f"Строки, {year} год", "бюджет-строки")


def show_years(figures: Figures, answers: BudgetAnswer, line: str | None) -> None:
    """The years of the line, or of all lines, and the sources of the chosen year."""
    titles = figures.plan.of_all_editions("budget_lines").set_index("line")["short_title"]
    name = f"{line}. {titles[line]}" if line else WHOLE
    st.markdown(f"**{plain(name)}: годы и источники**")
    year = figures.selection.year
    press = partial(answer, figures, line, None)
    money_rows.show("Год", answers.years, key="бюджет-годы", on_click=press, current=str(year))

    def open_source(action: str) -> None:
        open_cells(figures, line, year, action.removeprefix(money_rows.CELLS))

    if len(answers.sources) > 1 or not line:
        money_rows.show(f"Источник, {year} год", answers.sources, key="бюджет-источники", on_click=open_source)
    explain([money.say_scale(answers.years)], answers.years, f"{name}, годы", "бюджет-годы")
    if line and st.button(WHOLE, type="tertiary"):
        del st.query_params[LINE]
        st.rerun()


def explain(notes: list[str], rows: Sequence[MoneyRow], name: str, key: str) -> None:
    """What must be known to read a table of money, and its menu «Сохранить»."""
    words, save = st.columns([7, 1])
    words.caption(". ".join(plain(note) for note in notes) + ".")
    with save:
        caption = filters.sentence(figures.selection)
        table = partial(money_rows.for_saving, "Строка или год", rows)
        saving.menu(f"Бюджет. {name}", caption, table, key=key)


figures = figures_of(door.selection())
line = chosen_line(figures)
answers = budget_answer_of(figures.selection, line)
st.subheader(f"{plain(answers.sentence)}.", anchor=False)
if answers.uncounted:
    st.warning(f"{plain(answers.uncounted)}.")
# Who opened a line sees it first.
for show in (show_years, show_lines) if line else (show_lines, show_years):
    show(figures, answers, line)
