"""What the first visitor would wait for is there before anybody comes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from threading import Event

import pytest

from uspekh.garbage import uncollected
from uspekh.settings import ROOT
from uspekh.ui import first_visit
from uspekh.ui.meeting import content
from uspekh.ui.sections.passport import findings
from uspekh.ui.session import state

# Libraries of charts and documents: «Сегодня» draws neither.
HEAVY = {"altair", "docx", "docxtpl", "jinja2", "pptx", "openpyxl", "xlsxwriter", "vl_convert", "typst"}
# Kinds of elements for which a browser loads up to twenty parts more of Streamlit.
COSTLY = {"selectbox", "multiselect", "html", "arrow_data_frame", "arrow_vega_lite_chart"}


def never(*_arguments: object) -> None:
    raise AssertionError("worked out again for a visitor")


def test_the_first_page_is_worked_out_before_anybody_comes(open_page, monkeypatch):
    first_visit.prepare_first_page()
    monkeypatch.setattr(content, "list_off_plan", never)
    app = open_page(None)
    drawn = {kind: len(app.get(kind)) for kind in ("bidi_component", "button_group", *COSTLY)}
    assert drawn == drawn | dict.fromkeys(COSTLY, 0) and all(drawn[kind] for kind in drawn.keys() - COSTLY)


def test_the_audit_is_worked_out_before_anybody_asks_for_it(open_page, monkeypatch):
    first_visit.prepare_passport()
    monkeypatch.setattr(findings, "find_contradictions", never)
    open_page("passport")


def test_the_first_visitor_does_not_wait_for_libraries_of_charts_and_documents(tmp_path):
    program = (
        "import sys, service\n"
        "from uspekh.ui import first_visit\n"
        "first_visit.open_first_project()\n"
        "first_visit.prepare_first_page()\n"
        "print('IMPORTED', *{name.partition('.')[0] for name in sys.modules})\n"
    )
    environment = os.environ | {"USPEKH_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment, cwd=ROOT
    )
    names = set(done.stdout.rpartition("IMPORTED")[2].split())
    assert "pandas" in names and not names & HEAVY


def test_what_cannot_be_opened_is_left_to_the_page(project, monkeypatch, caplog):
    monkeypatch.setattr(state, "open_project", never)
    monkeypatch.setattr(first_visit, "_PAUSE", 0.0)
    usual = sys.getswitchinterval()
    opened = Event()
    first_visit.prepare(opened)
    assert opened.is_set()
    assert "the first visit is not prepared" in caplog.text
    assert sys.getswitchinterval() == usual


@pytest.mark.parametrize("collects", [True, False])
def test_the_search_for_garbage_goes_on_as_it_was_before(collects):
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()
        gc.unfreeze()
