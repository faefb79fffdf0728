"""Pages run by AppTest, each test on a store of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.patience import PATIENCE
from uspekh import settings
from uspekh.project import Project, open_project
from uspekh.ui.uploading.choosing import jobs

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    """The project on an empty store, which the pages see too."""
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_data.clear()
    st.cache_resource.clear()
    return open_project(settings.data_folder(), settings.database_url())


@pytest.fixture(autouse=True)
def _patient_pages(monkeypatch):
    """A page waits until a file has been read, however long that takes a busy machine."""
    monkeypatch.setattr(jobs, "PATIENCE_SECONDS", PATIENCE)


def open_app(page: str | None = None, **query: str) -> AppTest:
    """The app opened by the address of a page, with filters in it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    if page:
        # Before the first run a page is the one whose address is the name of the file, as all of ours are.
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def open_page(project):
    """``open_app`` on the project of the test."""
    return open_app


@pytest.fixture
def open_table():
    """Turns a chart of a page to the table behind it."""

    def turn(app: AppTest, key: str) -> AppTest:
        app.session_state[f"{key}-вид"] = True
        app.run()
        assert not app.exception
        return app

    return turn
