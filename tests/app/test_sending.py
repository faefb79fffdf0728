"""An organization sends, an editor decides: the way of a report over the pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.app.pressing import holding, table_of
from tests.app.test_pages import loaded, texts  # noqa: F401
from tests.persons import EDITOR, SCHOOL, VIEWER
from uspekh import sending
from uspekh.actuals.writing.template import write_template
from uspekh.store.guards import locks
from uspekh.store.schema.tables import value_rows
from uspekh.store.submissions import lifecycle
from uspekh.store.submissions.lists import listed
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import journal
from uspekh.store.values.queries import current
from uspekh.ui.session import entrance

XLSX = "application/octet-stream"


@pytest.fixture
def enter(monkeypatch):
    """Lets a person in, as if he had logged in."""

    def come(person):
        monkeypatch.setattr(entrance, "is_service", lambda: True)
        monkeypatch.setattr(entrance, "arriving", lambda *turning_away: person)
        monkeypatch.setattr(entrance, "identify", lambda claims: person)
        monkeypatch.setattr(entrance, "show_person", lambda who: None)

    return come


def filled(project, engaged=950, total=1000, whose="Первая", year=2022) -> bytes:
    """The form of an organization with its two figures of indicator 1."""
    directory = project.directory()
    book = load_workbook(BytesIO(write_template(project.plan, directory, [year])))
    sheet = book["Показатели"]
    heading = next(row for row in sheet.iter_rows() if "Организация" in {cell.value for cell in row})
    columns = {cell.value: cell.column for cell in heading}
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, columns["Организация"]).value == whose)
    sheet.cell(row, columns["П1 Занимаются, чел."]).value = engaged
    sheet.cell(row, columns["П1 Всего детей 5–18 лет, чел."]).value = total
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(project, name="отчёт.xlsx", **figures) -> int:
    content = filled(project, **figures)
    reading = sending.read_own(project, content, name, SCHOOL.organization)
    assert reading.accepted
    return sending.send(project, reading, SCHOOL)


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception


def write(app, label, words):
    next(box for box in (*app.text_input, *app.text_area) if box.label == label).input(words)
    app.run()


def said(app) -> str:
    return "\n".join(str(part.value) for part in (*app.success, *app.info, *app.error, *app.warning))


def figure(project) -> int:
    values = current(project.engine)
    return int(values[(values["subject"] == "S1") & (values["field"] == "p1_engaged")]["number"].iloc[0])


def test_an_organization_sends_and_sees_what_waits(loaded, open_page, enter):  # noqa: F811
    enter(SCHOOL)
    app = open_page("data")
    app.file_uploader[0].set_value(("отчёт.xlsx", filled(loaded), XLSX)).run()
    assert "будет заменено — 1" in said(app)
    press(app, "Отправить на проверку")
    assert "отчёт № 1" in said(app)
    (row,) = table_of(app, "свои-отчёты")
    assert row["Состояние"] == "◆на проверке"
    assert figure(loaded) == 900
    with holding("свои-отчёты", "1"):
        press(app.run(), "Отозвать")
    assert listed(loaded.engine, SCHOOL)["state"].tolist() == ["withdrawn"]


def test_values_of_another_organization_are_refused_and_nothing_is_kept(loaded, open_page, enter):  # noqa: F811
    enter(SCHOOL)
    app = open_page("data")
    app.file_uploader[0].set_value(("отчёт.xlsx", filled(loaded, whose="Вторая"), XLSX)).run()
    assert "не принят" in said(app)
    shown = table_of(app, "замечания")[0]
    assert "другой организации" in shown["Что исправить"]
    assert shown["Лист"] == "Показатели"
    assert listed(loaded.engine, SCHOOL).empty


def test_an_organization_is_told_at_once_that_a_period_is_closed(loaded, open_page, enter):  # noqa: F811
    locks.set_closed(loaded.engine, 2022, 12, "сдано", EDITOR, closed=True)
    enter(SCHOOL)
    app = open_page("data")
    app.file_uploader[0].set_value(("отчёт.xlsx", filled(loaded), XLSX)).run()
    assert "Период закрыт: 2022 год." in said(app)
    assert next(button for button in app.button if button.label == "Отправить на проверку").disabled


def test_an_editor_accepts_and_the_figure_changes(loaded, open_page, enter):  # noqa: F811
    sent(loaded)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    assert "будет заменено — 1" in said(app)
    press(app, "Принять")
    assert "Отчёт № 1 (Первая) принят. Загрузка № 2" in said(app)
    assert figure(loaded) == 950
    app = open_page("data")
    assert "Петров (прислал: Первая школа)" in [row["Кто"] for row in table_of(app, "журнал")]


def test_an_editor_returns_with_a_remark_and_the_organization_reads_it(loaded, open_page, enter):  # noqa: F811
    sent(loaded)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    press(app, "Вернуть с замечанием")
    assert "без замечания отчёт не возвращается" in said(app)
    write(app, "Замечание: что исправить", "Проверьте итог")
    press(app, "Вернуть с замечанием")
    assert "возвращён с замечанием" in said(app)
    assert figure(loaded) == 900
    enter(SCHOOL)
    assert "Отчёт № 1 возвращён: Проверьте итог" in said(open_page("data"))


def test_the_second_editor_is_told_who_was_first(loaded, open_page, enter):  # noqa: F811
    number = sent(loaded)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    lifecycle.return_back(loaded.engine, number, "Рано", EDITOR)
    press(app, "Принять")
    assert "уже возвращён: Петров" in said(app)
    assert len(journal(loaded.engine, EDITOR)) == 1


def test_both_are_told_when_a_report_is_replaced_in_part(loaded, open_page, enter):  # noqa: F811
    sent(loaded)  # two values: 950 of 1 000
    first = listed(loaded.engine, SCHOOL).iloc[0]
    values = sending.read_own(loaded, filled(loaded, engaged=960), "снова.xlsx", "S1").values
    anew = values[values["field"] == "p1_engaged"]
    again = lifecycle.send(loaded.engine, File("снова.xlsx", b"again", "9" * 64, 1), anew, SCHOOL)
    enter(SCHOOL)
    own = {row["№"]: row["Замечание"] for row in table_of(open_page("data"), "свои-отчёты")}
    assert own == {f"№ {first['id']}": f"часть значений заменена: № {again}", f"№ {again}": "—"}
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    assert f"прислала часть этих значений заново: № {again}. Из отчёта № 1 они не войдут (1 из 2)" in said(app)
    assert "будет заменено — 0, без изменений — 1" in said(app), "the whole of 1 000 stands already"
    press(app, "Принять")
    assert figure(loaded) == 900, "the 950 was sent anew, and that waits"


def test_a_closed_period_asks_the_editor_for_a_reason(loaded, open_page, enter):  # noqa: F811
    sent(loaded)
    locks.set_closed(loaded.engine, 2022, 12, "сдано", EDITOR, closed=True)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    assert next(button for button in app.button if button.label == "Принять").disabled
    write(app, "Причина изменения закрытого периода", "ошибка школы")
    press(app, "Принять")
    assert journal(loaded.engine, EDITOR)["reason"].tolist() == ["ошибка школы", ""]
    assert table_of(open_page("data"), "журнал")[0]["Причина"] == "ошибка школы"


def test_a_period_is_closed_and_opened_on_the_page(loaded, open_page, enter):  # noqa: F811
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал", год="2022")
    press(app, "Закрыть период")
    assert "Укажите, почему" in said(app)
    write(app, "Причина", "сдано")
    press(app, "Закрыть период")
    assert locks.closed(loaded.engine) == {(2022, 12)}
    press(app, "Открыть период")
    assert locks.closed(loaded.engine) == set()


def test_who_has_sent_is_counted_in_words(loaded, open_page, enter):  # noqa: F811
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал", год="2022")
    # Both organizations reported 2022; the year's deadline is 20 days after its end.
    assert "ждём 2 отчёта, срок — 20.01.2023 (принято проектом). Принято — 2" in texts(app)
    assert [row["Состояние"] for row in table_of(app, "кто-сдал")] == ["●принят", "●принят"]
    app = open_page("data", раздел="Кто сдал", год="2022", период="I квартал")
    assert "просрочено — 2" in texts(app)


def test_a_curator_sees_who_has_sent_and_decides_nothing(loaded, open_page, enter):  # noqa: F811
    sent(loaded)
    enter(VIEWER)
    app = open_page("data", раздел="Кто сдал", год="2022")
    assert "на проверке — 1" in texts(app)
    assert not [button for button in app.button if button.label in ("Принять", "Закрыть период")]


def test_at_a_desk_the_editor_loads_straight_into_the_figures(loaded, open_page):  # noqa: F811
    app = open_page("data")
    app.file_uploader[0].set_value(("отчёт.xlsx", filled(loaded), XLSX)).run()
    write(app, "Кто загружает", "Иванова")
    press(app, "Сохранить")
    assert "Сохранено. Загрузка № 2" in said(app)
    assert figure(loaded) == 950


def test_proposed_plans_stand_apart_and_are_decided_apart(loaded, open_page, enter):  # noqa: F811
    book = load_workbook(BytesIO(filled(loaded)))
    sheet = book.create_sheet("Планы")
    for row in (["Организация", "Год", "Показатель", "План"], ["Первая", 2022, "П1", 97]):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    reading = sending.read_own(loaded, content.getvalue(), "отчёт.xlsx", SCHOOL.organization)
    assert reading.accepted, reading.problems
    figures = sending.send(loaded, reading, SCHOOL)
    enter(EDITOR)
    app = open_page("data", раздел="Кто сдал")
    # Two reports of one file: its figures, and the plans that it proposes.
    assert [row["Периоды"] for row in table_of(app, "на-проверке")] == ["2022: год", "2022: планы"]
    press(app, "Принять")
    assert f"Отчёт № {figures} " in said(app)
    kinds = current(loaded.engine)
    assert figure(loaded) == 950 and not (kinds["kind"] == "plan").any()
    press(app, "Утвердить планы")
    plans = current(loaded.engine, value_rows.c.kind == "plan")
    assert plans[["subject", "part", "year", "number"]].to_numpy().tolist() == [["S1", "П1", 2022, 97_000]]
