"""A file that takes long is read beside the page; once nobody waits for it, its reading is stopped."""

from __future__ import annotations

import gc

import pytest
from streamlit.testing.v1 import AppTest

from tests.app import slow_reading
from tests.patience import PATIENCE, until
from uspekh.ui.uploading.choosing import jobs


@pytest.fixture
def app(monkeypatch):
    monkeypatch.setattr(jobs, "PATIENCE_SECONDS", 0)
    slow_reading.readings.clear()
    slow_reading.ended.clear()
    yield AppTest.from_function(slow_reading.page, default_timeout=PATIENCE).run()
    for stop in slow_reading.readings.values():
        stop.set()


def test_the_page_shows_that_it_reads_and_answers(app):
    assert "читается" in app.info[0].value
    assert [caption.value for caption in app.caption] == ["не прочитан"]
    app.run()
    assert len(slow_reading.readings) == 1


def test_the_button_stops_the_reading(app):
    until(lambda: slow_reading.readings)
    app.button[0].click().run()
    assert "остановлено" in app.info[0].value and not app.exception
    until(lambda: slow_reading.ended == {"первый.xlsx"})


def test_another_file_stops_the_reading_of_the_one_before(app):
    until(lambda: slow_reading.readings)
    app.text_input[0].input("второй.xlsx").run()
    until(lambda: slow_reading.ended == {"первый.xlsx"})
    until(lambda: "второй.xlsx" in slow_reading.readings)
    assert not slow_reading.readings["второй.xlsx"].is_set()


def test_a_session_that_is_gone_stops_its_reading():
    stopped = []

    class Stop:
        def set(self):
            stopped.append(True)

    state = {"job": jobs.Job("key", None, 0.0, Stop())}
    state.clear()
    gc.collect()
    assert stopped == [True]
