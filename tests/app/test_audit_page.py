"""«Проверка паспорта» in the order of the document, and the marks of the audit on «Паспорт»."""

from __future__ import annotations

from tests.app.test_pages import texts
from uspekh.audit import find_contradictions


def _boxes(app):
    return [box for box in app.checkbox if box.label == "В письмо"]


def _letter(app) -> str:
    return next(button.proto.label for button in app.get("download_button") if "Письмо" in button.proto.label)


def test_sections_search_and_choice(project, open_page):
    every = find_contradictions(project.plan)
    app = open_page("audit")
    first = [finding for finding in every if finding.citations[0].section == "Раздел 1"]
    assert len(_boxes(app)) == len(first)
    assert f"{len(every)} замечан" in _letter(app)
    _boxes(app)[0].check().run()
    assert "1 замечание" in _letter(app)
    # what was chosen stays chosen while another section is shown
    app.text_input(key="слова").set_value("Бадудина").run()
    # the surname spelled twice, and the sum of the workload under both
    assert len(_boxes(app)) == 2 and "Бадулина Т.А. и Бадудина Т.А." in texts(app)
    assert "1 замечание" in _letter(app)
    _boxes(app)[0].check().run()
    assert "2 замечания" in _letter(app)
    app.segmented_control(key="важность").set_value(["trifle"]).run()
    assert not _boxes(app)
    assert any("Таких замечаний нет" in str(info.value) for info in app.info)


def test_what_the_program_cannot_judge_is_asked(open_page):
    assert "Вправе ли муниципалитет подавать эти заявки" in texts(open_page("audit"))


def test_the_document_shows_what_was_found_beside_its_places(open_page):
    page = texts(open_page("passport"))
    # section 2 and the methods
    assert "единица измерения в разделе 2" in page
    assert "методика считает только названное в ней" in page
