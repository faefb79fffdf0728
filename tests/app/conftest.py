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


@pytest.fixture
def open_page(project):
    """Opens the app on a page, with filters in the address."""

    def run(page: str | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page:
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        return app

    return run


@pytest.fixture
def open_table():
    """Turns a chart of a page to the table behind it."""

    def turn(app: AppTest, key: str) -> AppTest:
        app.session_state[f"{key}-вид"] = True
        app.run()
        assert not app.exception
        return app

    return turn
