"""Every action that the store writes into its log has Russian words in the table of the log."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pandas as pd

from uspekh.access.person import Action
from uspekh.settings import ROOT
from uspekh.ui.sections.log_table import ACTIONS, DETAILS, describe


def test_every_action_has_words() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "uspekh" / "store").rglob("*.py")]
    written = {name for source in sources for name in re.findall(r"record\(\s*connection,\s*\w+,\s*\"(\w+)\"", source)}
    assert {"load", "decide", "make_calendar_link"} <= written, "the calls were read"
    assert written - ACTIONS.keys() == set()
    assert {action.value for action in Action} - ACTIONS.keys() == set(), "what was refused is named by the right"


def test_what_was_decided_or_refused_is_named_in_russian() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "uspekh").rglob("*.py")]
    written = {name for source in sources for name in re.findall(r"demand\(.*detail=f?\"(\w+)", source)}
    assert {"decisions", "meeting"} <= written, "the calls were read"
    assert written - DETAILS.keys() == set()
    row = {
        "id": 1,
        "at": datetime(2026, 11, 27, tzinfo=UTC),
        "by": "Иванова",
        "role": "editor",
        "action": "decide",
        "upload": None,
    }
    rows = pd.DataFrame([row | {"outcome": "done", "detail": "indicator 3, 2024"}])
    assert list(describe(rows)["Подробности"]) == ["показатель 3, 2024"]
