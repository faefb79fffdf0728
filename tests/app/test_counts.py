"""Every place that says how many are in a state says the same of the same selection."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pptx
import pytest

from tests.app.pressing import table_of
from tests.app.test_pages import texts
from tests.persons import ADMINISTRATOR
from tests.report.reading import of_sheet, words_of
from tests.tidy import item, money, organization, people, tidy
from uspekh import settings
from uspekh.commands.figures import describe_figures
from uspekh.monitoring.execution.milestones import occurrences
from uspekh.monitoring.overview.counts import BUDGET, INDICATORS, RESULTS, state_counts
from uspekh.monitoring.selection import Selection
from uspekh.report.write import write_report
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.words import flag_word

YEAR = 2019
REGION = "региональный бюджет"
# Not done: an item of 2018, an event of 2019, and the control point of the results 1.1 and 1.12. The items of later
# years were not reported either, and their dates are past.
NOT_DONE = {("1.1.1", 2018), ("1.1.2", YEAR), ("1.1", YEAR)}
LATE, LATE_OF_THE_YEAR = 3, 2


@pytest.fixture
def filled(project):
    """Two schools of which one reported indicator 1 alone; money on three lines, on one of them without a plan."""
    items = [
        item(row.item, row.year, done=row.due.isoformat())
        for row in occurrences(project.plan).itertuples()
        if row.year <= YEAR and (row.item, row.year) not in NOT_DONE
    ]
    budget = project.plan["budget"]
    planned = budget[(budget["year"] == YEAR) & (budget["kopecks"] > 0)]
    first = planned.iloc[0]
    bare = budget[(budget["year"] == YEAR) & (budget["kopecks"] == 0)].iloc[0]
    values = tidy(
        organization("S1", 1000),
        organization("S2", 3000),
        people("S1", YEAR, p1_engaged=900, p1_total=1000),
        *items,
        money(first["line"], first["source"], YEAR, executed=int(first["kopecks"]) // 2),
        money(bare["line"], bare["source"], YEAR, refined=100_00, executed=100_00),
    )
    accept(project.engine, File("отчёт.xlsx", b"1", "1" * 64, 2), values, ADMINISTRATOR)
    return project


@pytest.fixture
def figures(filled):
    return filled.figures(Selection(YEAR, date.today()))


def number_after(pattern: str, text: str) -> int:
    found = re.findall(pattern, text)
    assert len(found) == 1, (pattern, text)
    return int(found[0])


def states(rows: list[dict], subject: str) -> dict[str, int]:
    """Counts of one kind of subject in the table of states of a report, by the words without their shape."""
    return {
        row["Состояние"].split("\u00a0", 1)[-1]: int(row["Количество"])
        for row in rows
        if row["Предмет"].startswith(subject)
    }


def counted(figures, kind: str) -> dict[str, int]:
    """The same as the one function counts them, in words."""
    return {
        flag_word(state, figures.rules.flag_labels): count
        for state, count in state_counts(figures)[kind].states.items()
    }


def said(line: str) -> dict[str, int]:
    """The same of a line of the command."""
    return {words: int(count) for words, count in (part.split(" — ") for part in line.split(": ", 1)[1].split(", "))}


def of_reports(figures) -> dict[str, list[dict]]:
    """The table of states of the workbook; the document and the slides say how much is overdue in their sentence."""
    folder = settings.data_folder() / "report"
    document = docx.Document(BytesIO(write_report("docx", figures, folder)))
    deck = pptx.Presentation(BytesIO(write_report("pptx", figures, folder)))
    book = openpyxl.load_workbook(BytesIO(write_report("xlsx", figures, folder)))
    (sentence,) = [p.text for p in document.paragraphs if "; просрочено" in p.text]
    assert number_after(r"; просрочено\s(\d+)", sentence) == LATE
    assert number_after(r"; просрочено\s(\d+)", words_of(deck.slides[0])) == LATE
    late = [row for row in of_sheet(book["Отклонения"]) if row["Отклонение"].startswith("Не исполнено в срок")]
    assert len(late) == LATE
    return {"xlsx": of_sheet(book["Сводка"])}


def test_every_place_counts_overdue_items_alike(filled, figures, open_page):
    query = {"год": str(YEAR)}
    today = texts(open_page(**query))
    assert number_after(r"просрочено (\d+)\s", today) == LATE
    assert number_after(r"Просрочено: (\d+)", today) == LATE
    plan = open_page("plan", **query)
    assert number_after(r"Просрочено (\d+) из", texts(plan)) == LATE
    assert sum("просрочено" in row["Состояние"] for row in table_of(plan, "план-список")) == LATE
    everything = len(figures.milestones[figures.milestones["flag"] == "overdue"])
    assert everything > LATE and f"со сроком после {YEAR} года — {everything - LATE}" in texts(plan)
    assert number_after(r"Просрочено: (\d+)", texts(open_page("meeting", шаг="План", **query))) == LATE
    command = [line for line in describe_figures(filled, figures).split("\n") if line.startswith("Пункты плана")]
    assert said(command[0])["просрочено"] == LATE
    for form, rows in of_reports(figures).items():
        assert states(rows, "Пункты плана")["просрочено"] == LATE, form


def test_the_count_of_another_year_is_its_own_and_those_before(filled, figures):
    rows = figures.milestones[figures.milestones["flag"] == "overdue"]
    assert (rows["year"] == YEAR).sum() == LATE_OF_THE_YEAR
    line = describe_figures(filled, figures.of_year(YEAR - 1)).split("\n")[-1]
    assert said(line)["просрочено"] == LATE - LATE_OF_THE_YEAR


def test_every_place_counts_results_and_lines_of_the_budget_alike(filled, figures):
    forms = of_reports(figures)
    lines = describe_figures(filled, figures).split("\n")
    for kind, subject in ((INDICATORS, "Показатели"), (RESULTS, "Результаты"), (BUDGET, "Строки бюджета")):
        counts = counted(figures, kind)
        assert said(next(line for line in lines if line.startswith(f"{subject}"))) == counts
        for form, rows in forms.items():
            assert states(rows, subject) == counts, (form, subject)
    # All thirteen results, measured or not; of indicators only the first was reported.
    assert sum(counted(figures, RESULTS).values()) == len(filled.plan["results"])
    assert counted(figures, INDICATORS)["нет данных"] == 3
    planned = filled.plan["budget"].query(f"year == {YEAR} and kopecks > 0")
    # One line without a plan has money too; the one that was spent by half is off its plan.
    assert sum(counted(figures, BUDGET).values()) == len(planned) + 1
    assert counted(figures, BUDGET)["наличие критических отклонений"] == 1
