"""A passport with every named fault at once: each page opens, and the audit names the faults."""

from __future__ import annotations

import shutil

import pytest
import streamlit as st

from tests.app.conftest import open_app
from tests.app.pressing import markups
from tests.audit.test_faults import NAMED
from uspekh import settings

PAGES = ("today", "indicators", "organizations", "budget", "plan", "passport")


@pytest.fixture
def faulty(tmp_path, monkeypatch):
    """A data folder whose passport has all of the faults, on an empty store."""
    data = tmp_path / "data"
    shutil.copytree(settings.data_folder(), data)
    for table, old, new, _ in NAMED.values():
        path = data / "passport" / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("USPEKH_DATA", str(data))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def test_every_page_opens(faulty):
    app = open_app()
    for page in PAGES[1:]:
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, page
    app.query_params["раздел"] = "Проверка"
    app.run()
    app.text_input(key="слова").set_value("не читается").run()
    assert "«4,0 5,0» в графе «сумма»" in markups(app)["замечания-паспорта"]
