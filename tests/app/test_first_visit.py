"""What the first visitor would wait for is there before anybody comes."""

from __future__ import annotations

import pytest

from uspekh.ui import first_visit
from uspekh.ui.meeting import content
from uspekh.ui.sections.passport import findings
from uspekh.ui.session import state


def never(*_arguments: object) -> None:
    raise AssertionError("worked out again for a visitor")


@pytest.mark.parametrize("page", [None, "passport"])
def test_the_first_page_and_the_audit_are_worked_out_before_anybody_comes(open_page, monkeypatch, page):
    first_visit.prepare()
    monkeypatch.setattr(content, "list_off_plan", never)
    monkeypatch.setattr(findings, "find_contradictions", never)
    open_page(page)


def test_what_cannot_be_opened_is_left_to_the_page(project, monkeypatch, caplog):
    monkeypatch.setattr(state, "open_project", never)
    first_visit.prepare()
    assert "the first visit is not prepared" in caplog.text
