"""«Паспорт»: what the audit found at its places, and «Проверка» in the order of the document with the letter."""

from __future__ import annotations

from html import escape

from tests.app.pressing import actions_of, markups, press, table_of
from tests.app.test_pages import texts
from tests.persons import ADMINISTRATOR
from uspekh.audit import find_contradictions
from uspekh.store.decided import accepted_findings

LIST = "замечания-паспорта"


def _letter(app) -> str:
    return next(button.proto.label for button in app.get("download_button") if "Письмо" in button.proto.label)


def test_search_choice_for_the_letter_and_what_was_accepted(project, open_page):
    every = find_contradictions(project.plan)
    accepted_findings.decide_finding(project.engine, every[0].key, "так и задумано", ADMINISTRATOR)
    app = open_page("passport", раздел="Проверка")
    assert [row["Что не так"] for row in table_of(app, LIST)] == [finding.what for finding in every[1:]]
    assert "принято как есть — 1" in texts(app)
    assert f"{len(every) - 1} замечани" in _letter(app)
    app.text_input(key="слова").set_value("Бадудина").run()
    # The surname spelled twice, and the sum of the workload under both.
    assert "Бадулина Т.А. и Бадудина Т.А." in " ".join(row["Что не так"] for row in table_of(app, LIST))
    choices = [action for action in actions_of(app, LIST) if action.startswith("выбрать")]
    assert len(choices) == 2
    press(app, LIST, choices[0])
    assert "1 замечание" in _letter(app.run())
    # What was chosen stays chosen while other findings are shown.
    app.segmented_control(key="важность").set_value(["trifle"]).run()
    assert not table_of(app, LIST)
    assert any("Таких замечаний нет" in str(info.value) for info in app.info)
    assert "1 замечание" in _letter(app)
    assert "Вправе ли муниципалитет подавать эти заявки" in texts(app)


def test_the_document_shows_what_was_found_beside_its_rows(project, open_page):
    app = open_page("passport", раздел="Раздел 5")
    twice = next(finding for finding in find_contradictions(project.plan) if finding.rule == "person_spelled_twice")
    assert escape(twice.what) in markups(app)["Раздел 5-0"]
    press(app, "Раздел 5-0", f"открыть {twice.key}")
    assert "Исправить фамилию" in texts(app)
