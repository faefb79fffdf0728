"""A table of another department is matched by hand once and read ever after."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from tests.app.test_pages import loaded  # noqa: F401


def foreign() -> bytes:
    book = Workbook()
    book.active.title = "Отчёт отдела"
    for row in (["Сводка за год"], ["Учреждение", "Ходят в кружки", "Детей всего"], ["Вторая", 2100, 3000]):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def choose(app, label, option):
    box = next(box for box in app.selectbox if box.label == label)
    box.select(option)


def test_a_foreign_table_is_matched_and_remembered(loaded, open_page):  # noqa: F811
    assert not loaded.read(foreign(), "отдел.xlsx").accepted
    app = open_page("upload")
    app.file_uploader[0].set_value(("отдел.xlsx", foreign(), "application/octet-stream")).run()
    assert not app.exception
    choose(app, "«Учреждение» — это", "Организация")
    choose(app, "«Ходят в кружки» — это", "П1 Занимаются, чел.")
    choose(app, "«Детей всего» — это", "П1 Всего детей 5–18 лет, чел.")
    app.run()
    choose(app, "Год: столбца нет, взять", "2022")
    next(field for field in app.text_input if field.label == "Кто сопоставил").input("Иванова")
    app.run()
    next(button for button in app.button if button.label == "Запомнить и прочитать").click()
    app.run()
    assert not app.exception
    reading = loaded.read(foreign(), "снова.xlsx")
    assert reading.accepted
    read = {(row.subject, row.year, row.field): row.number for row in reading.values.itertuples()}
    assert read == {("S2", 2022, "p1_engaged"): 2100, ("S2", 2022, "p1_total"): 3000}
