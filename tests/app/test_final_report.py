"""«Итоговый отчёт» on «Паспорт»: a press makes the file, which is then offered under its name."""

from __future__ import annotations


def test_a_press_makes_the_report_and_offers_it(open_page):
    app = open_page("passport", раздел="Итоговый отчёт")
    assert not app.get("download_button")
    app.button(key="паспорт-итоговый-docx").click().run()
    assert not app.exception
    (offered,) = app.get("download_button")
    assert offered.proto.label == "Скачать: Итоговый отчёт Успех каждого ребенка 2019–2024.docx"
