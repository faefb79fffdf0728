"""Tables and tiles of HTML in a page run by AppTest: what they say, and a press on one of their buttons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from unittest import mock

from streamlit.testing.v1 import AppTest

from uspekh.ui.show import clickable


class _Rows(HTMLParser):
    """The texts of the cells of a table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.within = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.within = True

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.within:
            self.rows[-1][-1] += data


def markups(app: AppTest) -> dict[str, str]:
    """HTML of every table and set of tiles that is drawn, by key."""
    return {drawn.key: json.loads(drawn.proto.json)["html"] for drawn in app.get("bidi_component")}


def table_of(app: AppTest, key: str) -> list[dict[str, str]]:
    """The rows of a table by its headings; none where it is not drawn."""
    parser = _Rows()
    parser.feed(markups(app).get(key, ""))
    headings, *rows = parser.rows or [[]]
    return [dict(zip(headings, row, strict=True)) for row in rows]


def actions_of(app: AppTest, key: str) -> list[str]:
    """What the buttons of a table or set of tiles do, in their order."""
    return [unescape(part.split('"')[0]) for part in markups(app)[key].split('data-action="')[1:]]


def press(app: AppTest, key: str, action: str) -> AppTest:
    """Presses a button of a table or set of tiles."""
    assert action in actions_of(app, key)
    real, waiting = clickable._component, [key]

    def pressed(*, key: str, **rest: Any) -> Any:
        drawn = real(key=key, **rest)
        # A press is told once, however often the page runs after it.
        return SimpleNamespace(action=action) if key in waiting and waiting.pop() else drawn

    with mock.patch.object(clickable, "_component", pressed):
        app.run()
    assert not app.exception
    return app


@contextmanager
def holding(key: str, action: str) -> Iterator[None]:
    """Every run within answers a press on a button: the dialog that it opens stays, as it does in a browser."""
    real = clickable._component

    def pressed(*, key: str, **rest: Any) -> Any:
        drawn = real(key=key, **rest)
        return SimpleNamespace(action=action) if key == wanted else drawn

    wanted = key
    with mock.patch.object(clickable, "_component", pressed):
        yield
