"""Reports of no values, of a part of a year, of one organization, of a damaged template; names of files."""

from __future__ import annotations

import re
import shutil
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pandas as pd
import pptx
import pytest

from tests.report.conftest import TEMPLATES
from tests.report.reading import as_written, of_sheet, of_table, slides_titled, tables_of, words_of
from uspekh.monitoring.figures import Figures
from uspekh.monitoring.selection import Selection
from uspekh.monitoring.small_counts.screened import screened
from uspekh.report.content.cells import text
from uspekh.report.content.contents import content
from uspekh.report.content.milestones import of_every_year
from uspekh.report.content.outlook import outlook
from uspekh.report.content.shortfalls import changes
from uspekh.report.forms.deck import TemplateDamaged
from uspekh.report.write import file_name, write_report

INDICATORS = 0
pytestmark = pytest.mark.usefixtures("without_pictures")


def _document(figures, **given):
    return docx.Document(BytesIO(write_report("docx", figures, TEMPLATES, **given)))


def _deck(figures, **given):
    return pptx.Presentation(BytesIO(write_report("pptx", figures, TEMPLATES, **given)))


def test_no_values_are_no_data_and_no_claim_that_all_is_well(compute):
    nothing = compute(compute.values.iloc[:0])
    # Of indicator 1 the value of 2023 is known by 30.03.2024, after the date of the report.
    rows = of_table(_document(nothing).tables[INDICATORS])
    assert {row["Факт"] for row in rows} == {"нет данных"}
    deck = _deck(nothing)
    assert not slides_titled(deck, "Отклонений нет")
    assert "показатели не оценены: срок отчёта не наступил — 1, нет данных — 3" in words_of(deck.slides[0])


def test_real_figures_of_the_shipped_directory_say_so(compute):
    for slide in _deck(compute(), starter=True).slides:
        assert "Демонстрационный справочник" in words_of(slide).split("\n")


def test_real_data_carry_no_mark(compute):
    for slide in _deck(compute()).slides:
        assert "Демонстрационн" not in words_of(slide)


def test_a_part_of_a_year_says_against_which_plan_it_was_judged(compute):
    half = compute(months=6, as_of=date(2023, 7, 15))
    notes = " ".join(content(screened(half), None, banner="").tables["indicators"].notes)
    # Plan of indicator 2: 1 050 in 2022, 1 200 in 2023; half of the year adds half of the difference: 1 125.
    assert "план на I полугодие — 1\u00a0125\u00a0чел." in notes.replace("к плану", "план")


def test_one_organization_has_a_guide(compute):
    report = content(screened(compute(organizations=("Ш2",))), None, banner="")
    assert "ориентир" in " ".join(report.tables["indicators"].notes)
    assert report.selection == "МОУ СОШ №\u00a02"


def test_a_percentage_on_few_children_with_health_limits_is_hidden(compute):
    values = compute.values
    of_health = values["field"].str.startswith("r1_6") & (values["year"] == 2023)
    school = values.loc[of_health, "subject"].iloc[0]
    for children, told in ((9, "скрыто"), (10, "60")):
        # Everybody has reported; all the children are of one school.
        asked = values["field"].map({"r1_6_disabled_engaged": 6, "r1_6_disabled_total": children})
        asked = asked.where(values["subject"] == school, 0)
        one = values.assign(number=values["number"].mask(of_health, asked))
        rows = content(screened(compute(one)), None, banner="").tables["results"].rows
        (row,) = [row for row in rows if row["number"] == "1.6"]
        assert text(row["fact"]) == told


def test_a_hidden_figure_is_hidden_in_every_form_of_the_report(compute):
    values = compute.values
    of_health = values["field"].str.startswith("r1_6") & (values["year"] == 2023)
    school = values.loc[of_health, "subject"].iloc[0]
    one = values[~of_health | (values["subject"] == school)]
    asked = one["field"].map({"r1_6_disabled_engaged": 6, "r1_6_disabled_total": 9})
    few = compute(one.assign(number=one["number"].mask(one["year"].eq(2023) & asked.notna(), asked)))
    told = [row for table in _document(few).tables for row in of_table(table)]
    told += tables_of(_deck(few).slides)
    book = openpyxl.load_workbook(BytesIO(write_report("xlsx", few, TEMPLATES)))
    told += [row for row in of_sheet(book["Результаты"]) if row["Год"] == 2023]
    rows = [row for row in told if row.get("№") == "1.6" and "Факт" in row]
    assert len(rows) == 2
    assert {(row["Факт"], row["Оценка"]) for row in rows} == {("скрыто", "‡\u00a0скрыто")}
    (counted,) = [row for row in of_sheet(book["Сводка"]) if "скрыто" in row["Состояние"]]
    assert (counted["Предмет"], counted["Количество"]) == ("Результаты", 1)
    of_health = [row for row in of_sheet(book["Результаты"]) if (row["№"], row["Год"]) == ("1.6", 2023)]
    assert {(row["Числитель, чел."], row["Знаменатель, чел."]) for row in of_health} == {("скрыто", "скрыто")}


def test_progress_grows_to_the_end(compute):
    for form in ("pptx", "xlsx"):
        told = []
        write_report(form, compute(), TEMPLATES, progress=lambda done, _, told=told: told.append(done))
        assert told == sorted(told)
        assert told[-1] == 1.0


def test_a_layout_that_was_renamed_is_told(compute, tmp_path):
    shutil.copy(TEMPLATES / "slides.pptx", tmp_path)
    deck = pptx.Presentation(str(tmp_path / "slides.pptx"))
    deck.slide_layouts[1].name = "Другое"
    deck.save(str(tmp_path / "slides.pptx"))
    with pytest.raises(TemplateDamaged, match="Предмет"):
        write_report("pptx", compute(), tmp_path)


def test_file_names_hold_what_was_chosen(compute):
    plan = compute().plan
    assert file_name(plan, Selection(2023, date(2024, 1, 1)), "docx") == "Отчёт Успех каждого ребенка 2023.docx"
    chosen = Selection(2023, date(2024, 1, 1), 9, ("Ш/2",))
    assert file_name(plan, chosen, ".xlsx") == "Отчёт Успех каждого ребенка 2023 9 месяцев Ш 2.xlsx"


def test_a_first_quarter_is_no_year_of_the_forecast(compute):
    quarter = compute(year=2023, months=3, as_of=date(2023, 4, 20))
    four = compute(year=2022, as_of=date(2023, 4, 20))
    told = [line.split("прогноз")[1] for line in outlook(quarter) if "прогноз на" in line]
    # The years before 2023 are whole; the quarter of 2023 changes no forecast made of them.
    assert told and all("2019, 2020, 2021, 2022, сумма по организациям" in line for line in told)
    assert told == [line.split("прогноз")[1] for line in outlook(four) if "прогноз на" in line]
    assert "прибавлять по −" not in " ".join(told)
    # Thousands of people have three decimals, people none.
    assert not re.findall(r",\d+\xa0чел", " ".join(told)) and "тыс. чел." in " ".join(told)


def test_a_selection_is_not_called_the_city_and_the_municipalitys_row_is_named(compute):
    table = changes(compute(organizations=("Ш2", "Ш3")))
    rows = [{name: text(cell) for name, cell in row.items()} for row in table.rows]
    assert [row["organization"] for row in rows if row["subject"] == "Показатель\xa01"][-1] == "Всего по выбранным"
    assert len(table.notes) == 1
    # In 2023 the demonstration has 3 770 of 4 850 of the municipality's own, beside 3 848 of 4 820 of organizations.
    of_city = changes(compute())
    assert "Показатель\xa01: значение города — строка муниципалитета" in of_city.notes[1]


def test_a_result_that_deviates_shows_its_figure_in_every_form(document, deck, book, case):
    told = [row for table in document.tables for row in of_table(table) if row.get("Отклонение", "")[:1]]
    told += tables_of(slides_titled(deck, "Не по плану"))
    told += of_sheet(book["Отклонения"])
    rows = [row for row in told if str(row.get("Предмет", "")).startswith("Результат\u00a01.2.")]
    (result,) = [row for row in case.status["results"] if (row["id"], row["year"]) == ("1.2", 2023)]
    assert result["flag"] == "missed"
    fact = as_written(result["fact"], 1, "")
    assert [row["Отклонение"].startswith(f"{fact}\u00a0% при плане 70\u00a0%") for row in rows] == [True] * 3
    assert not any("скрыт" in str(value) for row in told for value in row.values())


def test_a_date_that_is_missing_in_any_way_is_a_dash(compute):
    class NeverDone(Figures):
        @property
        def milestones(self):
            return super().milestones.assign(done=pd.NaT, forecast=pd.NaT)

    shown = compute()
    figures = NeverDone(**shown.inputs())
    rows = of_every_year(figures).rows
    assert {(row["done"], row["forecast"]) for row in rows} == {("—", "—")}
