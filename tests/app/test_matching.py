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
    app = open_page("data")
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


def test_a_name_is_matched_once_and_a_hidden_copy_is_chosen_from(loaded, open_page):  # noqa: F811
    headings = ["Организация", "Год", "Период", "П2 Охвачено, чел."]
    book = Workbook()
    book.active.title = "Показатели"
    copy = book.create_sheet("Копия")
    copy.sheet_state = "hidden"
    for sheet, covered in ((book.active, 5), (copy, 4)):
        sheet.append(headings)
        sheet.append(["Самая вторая", 2022, "год", covered])
    out = BytesIO()
    book.save(out)
    app = open_page("data")
    app.file_uploader[0].set_value(("отчёт.xlsx", out.getvalue(), "application/octet-stream")).run()
    choose(app, "«Самая вторая» — это", loaded.directory().set_index("code").loc["S2", "short_name"])
    app.run()
    next(field for field in app.text_input if field.label == "Кто сопоставил").input("Иванова")
    app.run()
    next(button for button in app.button if button.label == "Запомнить имена и прочитать").click()
    app.run()
    assert not app.exception
    radio = next(radio for radio in app.radio if radio.label == "Какой лист читать")
    radio.set_value(radio.options[0])
    app.run()
    next(button for button in app.button if button.label == "Прочитать этот лист").click()
    app.run()
    assert not app.exception
    assert any(button.label == "Сохранить" for button in app.button)
    reading = loaded.read(out.getvalue(), "снова.xlsx", skipped=["Копия"])
    assert [(row.subject, row.number) for row in reading.values.itertuples()] == [("S2", 5)]
