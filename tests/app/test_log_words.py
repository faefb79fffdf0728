"""Every action that the store writes into its log has Russian words in the table of the log."""

from __future__ import annotations

import re

from uspekh.access.person import Action
from uspekh.settings import ROOT
from uspekh.ui.sections.log_table import ACTIONS


def test_every_action_has_words() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "uspekh" / "store").rglob("*.py")]
    written = {name for source in sources for name in re.findall(r"record\(\s*connection,\s*\w+,\s*\"(\w+)\"", source)}
    assert {"load", "decide", "make_calendar_link"} <= written, "the calls were read"
    assert written - ACTIONS.keys() == set()
    assert {action.value for action in Action} - ACTIONS.keys() == set(), "what was refused is named by the right"
