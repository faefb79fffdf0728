"""«Справка» of an organization: one page, what the card says, nothing of small counts or of the city's money."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from uspekh.monitoring.explaining.organization_card import make_card
from uspekh.monitoring.small_counts.screened import screened
from uspekh.report.forms.certificate import write_certificate

SCHOOL = "Ш4"


@pytest.fixture(scope="module")
def figures(compute):
    return screened(compute(year=2022))


@pytest.fixture(scope="module")
def document(figures):
    return docx.Document(BytesIO(write_certificate(figures, SCHOOL, demonstration=True)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_page_says_what_the_card_says(figures, document):
    card = make_card(figures, SCHOOL)
    words = plain("\n".join(paragraph.text for paragraph in document.paragraphs))
    assert "Демонстрационные данные" in words and f"Справка. {card.name}, 2022 год" in words
    assert plain(card.sentence)[1:] in words
    (table,) = document.tables
    shown = [[plain(cell.text) for cell in row.cells] for row in table.rows]
    assert shown[0][1:7] == [str(year) for year in figures.plan.years]
    assert [row[0].split()[0] for row in shown[1:]] == [line.measure.label for line in card.lines]
    for row, line in zip(shown[1:], card.lines, strict=True):
        for text, cell in zip(row[1:7], line.cells, strict=True):
            assert plain(cell.figure) in text
        assert plain(line.plan) in row[7]


def test_the_columns_fill_a_landscape_page_and_the_years_are_narrow(document):
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [column.width for column in document.tables[0].columns]
    assert sum(widths) == pytest.approx(room, rel=0.01)
    assert max(widths[1:7]) < room / 12


def test_a_small_count_is_not_written_whoever_asks(compute):
    exact = compute(year=2022)
    (table,) = docx.Document(BytesIO(write_certificate(exact, SCHOOL))).tables
    row = next(row for row in table.rows if row.cells[0].text.startswith("Р1.6"))
    shown = {line.measure.label: line for line in make_card(screened(exact), SCHOOL).lines}["Р1.6"]
    assert any(cell.state == "hidden" for cell in shown.cells)
    hidden = [text for text, cell in zip(row.cells[1:7], shown.cells, strict=True) if cell.state == "hidden"]
    assert all("скрыто" in cell.text for cell in hidden)


def test_nothing_of_a_template_or_of_money_is_left(document):
    properties = document.core_properties
    assert (properties.author, properties.comments) == ("", "")
    assert "руб" not in "".join(cell.text for row in document.tables[0].rows for cell in row.cells)
