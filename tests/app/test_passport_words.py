"""Words of the passport are drawn as they stand in it: whatever in them Markdown would act on is escaped."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.conftest import open_app
from tests.app.test_other_passport import PAGES
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.passport.sections import METHODS
from uspekh.project import open_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

MARK = " _м_ **ж** [к](http://e.x) :red[ц] `п`"
ACTING = re.compile(r"(?<!\\)(?:_м_|\*\*ж|\[к|`п)|:red\[ц")
WORDS = {
    "title", "short_title", "characteristic", "note", "task", "heading", "method", "terms", "base",
    "responsible", "aggregation", "schedule", "text", "wording", "scope", "document",
}  # fmt: skip
OF_ONE = {"methods": {"source"}, "people": {"person"}, "participants": {"position"}}
HEAD = re.compile(r'^((?:title|goal|task|position|act|approved_by) = ".*)"$', re.MULTILINE)


@pytest.fixture
def marked(tmp_path, monkeypatch):
    """The shipped passport, each of its words with such signs, and a report that falls short of the plan."""
    data = shutil.copytree(settings.data_folder(), tmp_path / "data")
    for table in (data / "passport").glob("*.csv"):
        frame = pd.read_csv(table, dtype="str", keep_default_na=False)
        own = (
            WORDS
            | ({"source"} if table.stem == "methods" else set())
            | ({"person"} if table.stem == "people" else set())
        )
        for name in own & set(frame.columns):
            frame[name] = frame[name].where(frame[name] == "", frame[name] + MARK)
        frame.to_csv(table, index=False)
    head = data / "passport" / "passport.toml"
    head.write_text(HEAD.sub(rf'\1{MARK}"', head.read_text("utf-8")), "utf-8")
    monkeypatch.setenv("USPEKH_DATA", str(data))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_data.clear()
    st.cache_resource.clear()
    project = open_project(data, settings.database_url())
    fields = {"p1_engaged": 500, "p1_total": 1000, "r1_2_participants": 5, "r1_2_total": 1000}
    known = set(project.plan["components"]["id"])
    report = tidy(organization("S1", 1000), people("S1", 2022, **{k: v for k, v in fields.items() if k in known}))
    accept(project.engine, File("a.xlsx", b"a", "a" * 64, 1), report, ADMINISTRATOR)
    yield project
    st.cache_resource.clear()


def drawn(app: AppTest) -> Iterator[str]:
    """Every text of a page that Streamlit draws as Markdown."""
    for kind in ("markdown", "caption", "title", "header", "subheader", "info", "success", "warning", "error"):
        yield from (str(element.value) for element in getattr(app, kind))
    yield from (metric.label for metric in app.metric)
    yield from (tab.label for tab in app.tabs)
    yield from (expander.label for expander in app.expander)
    for control in app.get("button_group"):
        yield from (option.content for option in control.proto.options)
    for table in app.table:
        yield from map(str, [*table.value.columns, *table.value.to_numpy().ravel()])
    for widget in (*app.selectbox, *app.multiselect, *app.text_input, *app.button, *app.date_input):
        yield from (widget.label, widget.help or "")


@pytest.mark.parametrize("page", [*PAGES, *(f"meeting?{step}" for step in ("Показатель 1", "Протокол"))])
def test_no_word_of_the_passport_acts(marked, page):
    name, _, step = page.partition("?")
    address = {"год": "2022"} | ({"шаг": step} if step else {})
    app = open_app(name, **address)
    if name == "passport":
        app.query_params["раздел"] = METHODS
        app.run()
        assert not app.exception
    texts = list(drawn(app))
    assert [text for text in texts if ACTING.search(text)] == []
    if name in ("indicators", "passport"):
        assert any(r"\*\*ж\*\*" in text for text in texts), "the page tells of the passport"
