"""The slides are read back: figures of ``status``, type that can be read, nothing over the edge."""

from __future__ import annotations

from pptx.util import Pt

from tests.report.reading import as_written, slides_titled, tables_of, words_of


def _told(value, unit, digits=1):
    return f"{as_written(value, digits, '')}\u00a0{unit}"


def test_each_indicator_has_a_slide_with_its_figures(deck, case):
    for row in case.status["indicators"]:
        if row["year"] != 2023:
            continue
        unit, digits = {"1": ("%", 1), "3": ("тыс. чел.", 3)}.get(row["id"], ("чел.", 1))
        (slide,) = slides_titled(deck, f"Показатель\u00a0{row['id']}.")
        said = words_of(slide).split("\n")
        assert _told(row["fact"], unit, digits) in said
        assert f"План {_told(row['plan'], unit, digits)}" in said
        assert f"Сдали {row['reported']} из {row['expected']}" in said


def test_charts_hold_the_figures_of_status(deck, case):
    for indicator in ("1", "2", "3", "4"):
        rows = [row for row in case.status["indicators"] if row["id"] == indicator]
        (slide,) = slides_titled(deck, f"Показатель\u00a0{indicator}.")
        (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
        plan, fact = chart.plots[0].series
        assert list(chart.plots[0].categories) == [str(row["year"]) for row in rows]
        assert list(plan.values) == [row["plan"] for row in rows]
        assert list(fact.values) == [row["fact"] for row in rows]


def test_results_are_those_of_status(deck, case):
    rows = {row["№"]: row for row in tables_of(slides_titled(deck, "Результаты"))}
    expected = [row for row in case.status["results"] if row["year"] == 2023]
    assert set(rows) == {row["id"] for row in expected}
    for row in expected:
        if row["plan"] is not None:
            assert rows[row["id"]]["План"] == _told(row["plan"], row["unit"])


def test_money_by_year_is_the_sum_of_status(deck, case):
    rows = {row["Год"]: row for row in tables_of(slides_titled(deck, "Бюджет по годам"))}
    for year in case.figures.plan.years:
        plan = sum(row["plan"] for row in case.status["budget"] if row["year"] == year)
        written = rows[str(year)]["План по паспорту, руб."]
        assert written == f"{plan:,.2f}".replace(",", "\u00a0").replace(".", ",")


def test_the_order_is_that_of_a_meeting(deck):
    order = ["Общее состояние", "Показатель", "Результаты", "Бюджет", "Не исполнено", "Отклонения"]
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    first = [next(n for n, title in enumerate(titles) if title.startswith(word)) for word in order]
    assert first == sorted(first)


def test_type_is_large_enough_to_be_read(deck):
    for slide in deck.slides:
        for run in slide.element.xpath(".//a:rPr[@sz] | .//a:defRPr[@sz]"):
            assert int(run.get("sz")) >= Pt(18).pt * 100
    for layout in deck.slide_layouts:
        for run in layout.element.xpath(".//a:defRPr[@sz]"):
            assert int(run.get("sz")) >= Pt(18).pt * 100


def test_each_slide_says_that_the_data_are_invented(deck):
    assert deck.slide_width / deck.slide_height > 1.7
    for slide in deck.slides:
        assert "Демонстрационные данные" in words_of(slide).split("\n")


def test_nothing_stands_over_the_edge(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_no_table_reaches_the_line_at_the_foot(deck):
    for slide in deck.slides:
        (banner,) = [shape for shape in slide.placeholders if shape.text_frame.text == "Демонстрационные данные"]
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= banner.top
