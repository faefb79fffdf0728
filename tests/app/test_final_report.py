"""«Итоговый отчёт» on «Паспорт»: a press makes the file, which is then offered under its name."""

from __future__ import annotations

from tests.app.test_pages import texts


def test_a_press_makes_the_report_and_offers_it(open_page):
    app = open_page("passport", раздел="Итоговый отчёт")
    assert not app.get("download_button")
    # The demonstration lacks reports of 2024: of the four indicators only the second can be claimed.
    assert "достигнуто — 1 (2); утверждать нельзя — 3 (1, 3, 4)" in texts(app).replace("\\", "")
    app.button(key="паспорт-итоговый-docx").click().run()
    assert not app.exception
    (offered,) = app.get("download_button")
    assert offered.proto.label == "Скачать: Итоговый отчёт Успех каждого ребенка 2019–2024.docx"
