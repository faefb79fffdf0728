"""The slides are read back: figures of ``status``, type that can be read, nothing over the edge."""

from __future__ import annotations

from pptx.util import Pt

from tests.report.reading import as_written, number, slides_titled, tables_of, words_of
from uspekh.monitoring.explaining.headline import say_headline
from uspekh.monitoring.overview.off_plan import list_off_plan
from uspekh.monitoring.small_counts.screened import screened


def test_there_are_at_most_eight_and_each_title_says_something(deck, case):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(titles) == 8
    assert len(set(titles)) == 8
    (worst, *_) = list_off_plan(screened(case.figures))
    assert titles[3] == f"Не по плану: 6; первым — результат\u00a0{worst.subject}, {worst.gap}"
    most = worst.largest[0].name.replace("№ ", "№\u00a0")
    assert titles[4] == f"Результат\u00a0{worst.subject}: {worst.gap}; больше всего — {most}"
    assert titles[5].startswith("Деньги 2023 года: исполнено ")
    assert say_headline(screened(case.figures)) in words_of(deck.slides[0])


def _of_indicator(deck, row):
    """The words and the chart of an indicator on its slide, the left or the right of two."""
    (slide,) = [
        slide for slide in deck.slides if f"оказатель\u00a0{row['id']} — " in slide.shapes.title.text_frame.text
    ]
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder]
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    at = (int(row["id"]) - 1) % 2
    return boxes[at].text_frame.text, charts[at]


def test_each_indicator_has_its_figures_and_its_years(deck, case):
    for row in case.status["indicators"]:
        if row["year"] != 2023:
            continue
        words, chart = _of_indicator(deck, row)
        unit, digits = {"1": ("%", 1), "3": ("тыс. чел.", 3)}.get(row["id"], ("чел.", 1))
        fact, due = (f"{as_written(row[name], digits, '')}\u00a0{unit}" for name in ("fact", "due_plan"))
        assert f"{fact}, план {due}" in words.split("\n")
        years = [other for other in case.status["indicators"] if other["id"] == row["id"]]
        plan, actual = chart.plots[0].series
        assert list(chart.plots[0].categories) == [str(year["year"]) for year in years]
        assert list(plan.values) == [year["plan"] for year in years]
        assert list(actual.values) == [year["fact"] for year in years]


def test_the_parts_of_the_first_deviation_add_up(deck):
    rows = tables_of([deck.slides[4]])
    *parts, whole = [number(row["Не хватает, чел."]) for row in rows]
    assert rows[-1]["Организация"] == "Всего по городу" and sum(parts) == whole


def test_money_of_the_year_is_the_sum_of_status(deck, case):
    *_, whole = tables_of(slides_titled(deck, "Деньги"))
    plan = sum(row["plan"] for row in case.status["budget"] if row["year"] == 2023)
    assert whole["План по паспорту, руб."] == f"{plan:,.2f}".replace(",", "\u00a0").replace(".", ",")


def test_no_list_ends_before_it_says_how_much_is_left(deck, case):
    (slide,) = slides_titled(deck, "Просрочено и скоро")
    late = [row for row in case.status["milestones"] if row["flag"] == "overdue" and row["year"] <= 2023]
    shown = len(tables_of([slide]))
    assert shown < len(late)
    assert f"Показано {shown} из {len(late)}, остальное — в документе" in words_of(slide)


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
