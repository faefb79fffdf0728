"""The document is read back and its figures are those of ``status``."""

from __future__ import annotations

import pandas as pd
import pytest
from docx.oxml.ns import qn

from tests.report.reading import as_written, number, of_table
from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.small_counts.screened import screened
from uspekh.report.content import shortfalls

INDICATORS, DEVIATIONS, PARTS, CHANGES, OPEN_ITEMS, ASSIGNMENTS, RESULTS, LINES, SOURCES, YEARS, MILESTONES = range(11)
DASH, NONE = "—", "нет данных"


def test_indicators_of_the_year_are_those_of_status(document, case):
    rows = {row["№"]: row for row in of_table(document.tables[INDICATORS])}
    expected = [row for row in case.status["indicators"] if row["year"] == 2023]
    assert set(rows) == {row["id"] for row in expected}
    for row in expected:
        digits = 3 if row["id"] == "3" else 1
        written = rows[row["id"]]
        assert written["План"] == as_written(row["plan"], digits, DASH)
        assert written["Факт"] == as_written(row["fact"], digits, NONE)
        assert written["Отклонение"].removeprefix("+") == as_written(row["deviation"], digits, DASH)
        assert written["Выполнение, %"] == as_written(row["completion"], 1, DASH)
        assert written["Сдали"] == f"{row['reported']} из {row['expected']}"


def test_flags_are_told_by_words_of_the_rule_table(document, case):
    rows = {row["№"]: row["Оценка"] for row in of_table(document.tables[INDICATORS])}
    for row in case.status["indicators"]:
        if row["year"] == 2023:
            words = case.figures.rules.flag_labels[row["flag"]]
            assert rows[row["id"]].endswith(words if row["complete"] else f"{words}, по неполным данным")


def test_results_of_the_year_are_those_of_status(document, case):
    rows = {row["№"]: row for row in of_table(document.tables[RESULTS])}
    expected = [row for row in case.status["results"] if row["year"] == 2023]
    assert set(rows) == {row["id"] for row in expected}
    for row in expected:
        assert rows[row["id"]]["План"] == as_written(row["plan"], 1, DASH)
        assert rows[row["id"]]["Факт"] == as_written(row["fact"], 1, rows[row["id"]]["Факт"])


def test_money_of_lines_and_total_is_the_sum_of_status(document, case):
    rows = {row["№"] or row["Строка бюджета"]: row for row in of_table(document.tables[LINES])}
    year = [row for row in case.status["budget"] if row["year"] == 2023]
    for line in {row["line"] for row in year}:
        plan = sum(row["plan"] for row in year if row["line"] == line)
        assert rows[line]["План по паспорту, руб."] == f"{plan:,.2f}".replace(",", "\u00a0").replace(".", ",")
    executed = sum(row["executed"] or 0 for row in year)
    assert rows["Итого"]["Кассовое исполнение, руб."] == f"{executed:,.2f}".replace(",", "\u00a0").replace(".", ",")


def test_the_part_the_passport_does_not_break_down_is_named(document, case):
    lines = case.figures.plan["budget_lines"]
    derived = lines[lines["derived"]].iloc[0]
    row = next(row for row in of_table(document.tables[LINES]) if row["№"] == derived["line"])
    assert row["Строка бюджета"] == derived["short_title"]
    note = derived["note"].split(".")[0]
    assert any(note in paragraph.text for paragraph in document.paragraphs)


def test_items_due_in_the_year_are_those_of_status(document, case):
    rows = of_table(document.tables[MILESTONES])
    expected = [row for row in case.status["milestones"] if row["year"] == 2023]
    assert sorted(row["№"] for row in rows) == sorted(row["item"] for row in expected)
    labels = case.figures.rules.status_labels
    for row in expected:
        written = next(found for found in rows if found["№"] == row["item"])
        assert written["Срок"] == ".".join(reversed(row["due"].split("-")))
        assert written["Состояние"].endswith(labels[row["flag"]])


def test_what_was_done_after_the_date_is_not_yet_done(document, case):
    late = next(row for row in case.status["milestones"] if row["year"] == 2023 and (row["done"] or "") > "2024-02-01")
    row = next(row for row in of_table(document.tables[MILESTONES]) if row["№"] == late["item"])
    assert row["Исполнено"] == DASH


def test_parts_of_a_deviation_add_up_to_the_citys(document, case):
    rows = of_table(document.tables[PARTS])
    shortfalls = {
        f"{kind}\u00a0{row['id']}": row["shortfall"]
        for kind, name in (("Показатель", "indicators"), ("Результат", "results"))
        for row in case.status[name]
        if row["year"] == 2023
    }
    subjects = {row["Предмет"] for row in rows}
    assert {"Показатель\u00a04", "Результат\u00a01.2"} <= subjects
    for subject in subjects:
        *parts, whole = [number(row["Не хватает, чел."]) for row in rows if row["Предмет"] == subject]
        assert sum(parts) == whole == shortfalls[subject], subject


def test_the_change_of_a_share_is_the_sum_of_its_parts(document, case):
    rows = [row for row in of_table(document.tables[CHANGES]) if row["Предмет"] == "Результат\u00a01.2"]
    whole = rows[-1]
    of_result = {row["year"]: row["fact"] for row in case.status["results"] if row["id"] == "1.2"}
    assert number(whole["Всего"]) == pytest.approx(of_result[2023] - of_result[2022], abs=0.051)
    parts = sum(number(whole[name]) for name in ("Своё изменение", "Изменение состава", "Без знаменателя"))
    # What is printed adds up as it is printed, along the row and down each column.
    assert parts == pytest.approx(number(whole["Всего"]))
    for name in ("Своё изменение", "Всего"):
        assert sum(number(row[name]) for row in rows[:-1]) == pytest.approx(number(whole[name])), name


def test_what_is_late_and_what_was_decided_stand_under_their_counts(document, case):
    late = [row for row in case.status["milestones"] if row["flag"] == "overdue" and row["year"] <= 2023]
    rows = [row for row in of_table(document.tables[OPEN_ITEMS]) if row["Состояние"].endswith("просрочено")]
    assert sorted(row["№"] for row in rows) == sorted(row["item"] for row in late)
    captions = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Caption"]
    assert any(f"Просрочено и скоро: {len(late)} и " in caption for caption in captions)
    assigned = of_table(document.tables[ASSIGNMENTS])
    assert any("Поручения: 2" in caption for caption in captions)
    assert [row["Поручение"] for row in assigned] == ["+дополнительные уроки {{ 1 }} <b>"] * 2


def test_it_begins_with_the_sentence_of_today(document, case):
    words = [paragraph.text for paragraph in document.paragraphs]
    assert say_headline(screened(case.figures)) in words


def test_a_lowered_plan_is_named(case):
    lowered = pd.DataFrame(
        [("p2", "Ш4", 2023, 80.0, 76.0)], columns=["measure", "organization", "year", "first", "present"]
    )
    notes = shortfalls.parts(case.figures, lowered).notes
    assert notes[-1] == (
        "Показатель\u00a02, 2023\u00a0год. МОУ СОШ №\u00a04: план смягчён после окончания года, "
        "был 80\u00a0чел., теперь 76\u00a0чел."
    )


def test_every_table_is_numbered_and_repeats_its_heading(document):
    captions = [p._p.xpath("string(.)") for p in document.paragraphs if p.style.name == "Caption"]
    tables = document.tables[:-1]
    assert [caption.split(" — ")[0] for caption in captions] == [f"Таблица\u00a0{n + 1}" for n in range(len(tables))]
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_decision_stands_at_its_deviation_as_it_was_written(document):
    rows = [row for row in of_table(document.tables[DEVIATIONS]) if row["Мера"]]
    assert len(rows) == 1
    assert rows[0]["Предмет"].startswith("Показатель\u00a03")
    assert rows[0]["Причина"] == "=HYPERLINK(причина)"
    assert rows[0]["Мера"] == "+дополнительные уроки {{ 1 }} <b>"
    assert rows[0]["Срок"] == "01.03.2024"


def test_those_who_answer_sign(document, case):
    signed = document.tables[-1]._tbl.xpath("string(.)")
    for person in case.figures.plan.head["officials"]:
        assert person["role"] in signed
        assert person["name"].split()[0] in signed


def test_each_page_says_that_the_data_are_invented(document):
    section = document.sections[0]
    for header in (section.header, section.first_page_header):
        assert "Демонстрационные данные" in [paragraph.text for paragraph in header.paragraphs]


def test_pictures_fit_the_page_and_speak(document):
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    shapes = list(document.inline_shapes)
    assert len(shapes) == 5  # four indicators and the budget by year
    for shape in shapes:
        assert shape.width <= room
        assert shape._inline.docPr.get("descr")


def test_no_mark_of_the_template_is_left(document):
    body = document.element.body.xpath("string(.)")
    assert "{%" not in body
    assert "{{" not in body.replace("{{ 1 }}", "")
