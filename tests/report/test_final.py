"""The final report: what was reached by hand-worked figures, the same in every form, each figure with its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import openpyxl
import pandas as pd
import pypdf
import pytest

from tests.report.conftest import DATA, DECISION, TEMPLATES
from tests.report.reading import as_written, of_sheet, of_table
from tests.report.test_hostile import HOSTILE, SEEN
from tests.tidy import organization, people, tidy
from uspekh.actuals.demo import starter_directory
from uspekh.monitoring.figures import figures
from uspekh.monitoring.organizations.directory import directory
from uspekh.monitoring.rules import load_rules
from uspekh.monitoring.small_counts.screened import screened
from uspekh.monitoring.status import status
from uspekh.passport.plan import load_plan
from uspekh.report.content.final.outcome import NOT_REACHED, REACHED, UNPROVEN, outcomes
from uspekh.report.content.final.sections import final_report
from uspekh.report.content.final.unproven import list_unproven
from uspekh.report.content.final.whole_project import select_whole_project
from uspekh.report.forms.final_document import final_document
from uspekh.report.forms.final_pdf import final_pdf
from uspekh.report.forms.sheets import final_sheets
from uspekh.report.progress import silent
from uspekh.report.write import final_file_name

PLAN, RULES = load_plan(DATA / "passport"), load_rules(DATA)
LAST, SETTLED = 2024, date(2025, 3, 31)
YEARS = range(2019, LAST + 1)
UPLOADS = pd.DataFrame(
    {
        "id": [7, 8],
        "file_name": ["школа.xlsx", "отменён.xlsx"],
        "by": [HOSTILE, "Петров"],
        "at": [pd.Timestamp("2025-02-01 10:00", tz=UTC)] * 2,
        "undone_at": [pd.NaT, pd.Timestamp("2025-02-02 10:00", tz=UTC)],
    }
)
DECIDED = pd.DataFrame(
    [
        DECISION | {"closed": True},
        DECISION | {"subject": "4", "year": LAST, "cause": HOSTILE, "due": None},
    ]
)


@pytest.fixture(scope="module")
def whole(compute):
    return compute(year=LAST, as_of=SETTLED)


@pytest.fixture(scope="module")
def report(whole):
    return final_report(screened(whole), DECIDED, UPLOADS, banner="Демонстрационные данные")


@pytest.fixture(scope="module")
def written(report):
    """The bytes of each form."""
    return {
        "docx": final_document(report, TEMPLATES),
        "xlsx": final_sheets(report, silent),
        "pdf": final_pdf(report, TEMPLATES),
    }


@pytest.fixture(scope="module")
def pdf(written):
    return pypdf.PdfReader(BytesIO(written["pdf"]))


@pytest.fixture(scope="module")
def printed(pdf):
    """The words of the upright pages, and of the last one, on which the uploads are."""
    upright = [page for page in pdf.pages if page.mediabox.height > page.mediabox.width]
    return words("".join(page.extract_text() for page in (*upright, pdf.pages[-1])))


def words(text: str) -> str:
    """The text without what only lays it out: spaces, ends of lines, hyphens at them."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-]+", "", text)


def of_schools(*rows) -> dict[str, tuple[str, str]]:
    """State and reason of each indicator by its number, of two schools that gave ``rows``."""
    values = tidy(organization("S1", 1000), organization("S2", 3000), *rows)
    starter = starter_directory(DATA / "demo").iloc[:0]
    shown = figures(PLAN, RULES, values, directory(values, starter), select_whole_project(PLAN, RULES, SETTLED))
    return {each.subject: (each.state, each.why) for each in outcomes(shown) if each.kind == "indicator"}


def yearly(code: str, field: str, total: int, years=YEARS):
    """Reports of whole years that make ``total`` together, all of it in the first one."""
    return [row for year in years for row in people(code, year, **{field: total if year == years[0] else 0})]


def test_a_count_that_everybody_gave_is_reached_or_not():
    # Indicator 4 is planned to reach 2 787 people in 2024.
    both = of_schools(yearly("S1", "p4_recommended", 2000), yearly("S2", "p4_recommended", 800))
    assert both["4"] == (REACHED, "больше плана на 13\u00a0чел.")
    less = of_schools(yearly("S1", "p4_recommended", 2000), yearly("S2", "p4_recommended", 517))
    assert less["4"] == (NOT_REACHED, "не хватает 270\u00a0чел.")


def test_a_silent_school_can_only_add_to_a_count():
    enough = of_schools(yearly("S1", "p4_recommended", 2800), yearly("S2", "p4_recommended", 0, range(2019, LAST)))
    assert enough["4"] == (REACHED, "больше плана на 13\u00a0чел.")
    few = of_schools(yearly("S1", "p4_recommended", 2700), yearly("S2", "p4_recommended", 0, range(2019, LAST)))
    state, why = few["4"]
    assert state == UNPROVEN
    assert why == "по неполным данным не достигнут, не хватает 87\u00a0чел."


def test_a_share_is_reached_where_no_silent_school_could_change_it():
    # 90 % of 1 000 are above the 80 % of 2024, but the silent school has 3 000 children: from 22,5 to 97,5 %.
    assert of_schools(people("S1", LAST, p1_engaged=900, p1_total=1000))["1"][0] == UNPROVEN
    # 39 000 of 40 000; with none of the 3 000 it would be 39 000 of 43 000, 90,7 %.
    assert of_schools(people("S1", LAST, p1_engaged=39_000, p1_total=40_000))["1"][0] == REACHED
    # With all of the 3 000: 13 000 of 43 000, 30,2 %.
    assert of_schools(people("S1", LAST, p1_engaged=10_000, p1_total=40_000))["1"][0] == NOT_REACHED


def test_what_nobody_reported_is_not_called_missed():
    assert of_schools()["2"] == (UNPROVEN, "нет данных")


def test_the_day_of_the_report_does_not_go_on_once_everything_is_due():
    days = [select_whole_project(PLAN, RULES, today).as_of for today in (date(2026, 11, 26), date(2030, 1, 1))]
    # The last to be known is indicator 1, on 30.03.2025.
    assert days == [SETTLED, SETTLED]
    assert select_whole_project(PLAN, RULES, date(2026, 11, 26), date(2026, 5, 1)).as_of == date(2026, 5, 1)
    assert select_whole_project(PLAN, RULES, date(2023, 6, 1)).as_of == date(2023, 6, 1)


def test_gaps_name_who_is_silent_and_what_the_figure_can_become(whole):
    gaps = {(gap.kind, gap.subject, gap.year): gap for gap in list_unproven(whole)}
    # Indicator 1 of 2022: by ``missing_reports`` one school, and the range that its children leave open.
    gap = gaps["indicator", "1", 2022]
    assert gap.organizations == ("Ш7",)
    assert gap.lacking == "не сдали МОУ СОШ №\u00a07"
    assert re.fullmatch(r"значение от [\d,]+\u00a0% до [\d,]+\u00a0%", gap.follows)
    assert gaps["indicator", "2", 2022].follows == "значение не меньше показанного"
    assert ("indicator", "2", 2019) not in gaps


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_indicators_of_the_last_year_are_those_of_status_in_every_form(written, whole, printed, form):
    rows = [row for row in status(whole)["indicators"] if row["year"] == LAST]
    expected = {row["id"]: as_written(row["fact"], 3 if row["id"] == "3" else 1, "") for row in rows}
    if form == "pdf":
        for row in rows:
            digits = 3 if row["id"] == "3" else 1
            figures_of_row = "".join(as_written(row[name], digits, "") for name in ("plan", "fact"))
            assert words(figures_of_row) in printed, row["id"]
        return
    if form == "docx":
        tables = [of_table(table) for table in docx.Document(BytesIO(written["docx"])).tables[:1]]
    else:
        tables = [of_sheet(openpyxl.load_workbook(BytesIO(written["xlsx"])).worksheets[1])]
    facts = {row["№"]: row["Факт"] for row in tables[0]}
    if form == "xlsx":
        assert {key: as_written(value, 3 if key == "3" else 1, "") for key, value in facts.items()} == expected
    else:
        assert facts == expected


def test_the_pdf_is_tagged_archival_and_the_same_every_time(written, report, pdf):
    metadata = pdf.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata and "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] and pdf.trailer["/Root"]["/Lang"].lower().startswith("ru")
    assert pdf.metadata.creation_date == datetime(2025, 3, 31, tzinfo=UTC)
    assert final_pdf(report, TEMPLATES) == written["pdf"]


def test_hostile_words_are_words_in_every_form(written, printed):
    document = docx.Document(BytesIO(written["docx"]))
    cells = [cell for table in document.tables for row in of_table(table) for cell in row.values()]
    sheets = openpyxl.load_workbook(BytesIO(written["xlsx"]))
    of_sheets = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    # The cause of the decision, and who loaded the file.
    assert printed.count(words(SEEN)) == 2
    assert cells.count(SEEN) == of_sheets.count(SEEN) == 2
    assert "отменён.xlsx" not in {*cells, *of_sheets}


def test_it_can_be_signed_once_the_names_are_filled_in(written, printed, pdf):
    document = docx.Document(BytesIO(written["docx"]))
    signed = next(t for t in document.tables if "подпись" in t._tbl.xpath("string(.)"))._tbl.xpath("string(.)")
    for person in PLAN.head["officials"]:
        assert person["role"] in signed
        assert person["name"].split()[0] not in signed
    assert "20___" in signed
    assert words("Показатель 4 — утверждать нельзя: по неполным данным не достигнут, не хватает 270 чел.") in printed
    assert "чел.." not in printed
    assert words("Куратор муниципального проекта") in printed and words("инициалы, фамилия") in printed
    assert "Демонстрационныеданные" in words(pdf.pages[0].extract_text())


def test_every_cell_behind_a_sum_is_in_the_annex(whole, report):
    rows = report.annexes[0].tables[0].rows
    of_two = [row for row in rows if row["subject"].startswith("Показатель\u00a02")]
    summed = sum(int(row["value"].replace("\u00a0", "")) for row in of_two)
    (fact,) = [row["fact"] for row in status(whole)["indicators"] if (row["id"], row["year"]) == ("2", LAST)]
    assert summed == fact
    assert len({(row["subject"], row["year"], row["period"], row["whose"], row["field"]) for row in rows}) == len(rows)


def test_small_counts_are_in_no_form(written):
    sheets = openpyxl.load_workbook(BytesIO(written["xlsx"]))
    rows = [row for row in of_sheet(sheets.worksheets[-2]) if str(row["К чему"]).startswith("Результат\u00a01.6")]
    shown = {str(row["Значение"]) for row in rows}
    assert "скрыто" in shown
    assert not shown & {"1", "2", "3", "4"}


def test_the_file_is_called_by_its_years():
    assert final_file_name(PLAN, ".pdf") == "Итоговый отчёт Успех каждого ребенка 2019–2024.pdf"
    short = replace(PLAN, head={**PLAN.head, "project": {**PLAN.head["project"], "short_title": "А/Б"}})
    assert final_file_name(short, "docx") == "Итоговый отчёт А Б 2019–2024.docx"
