"""Tables on a page: one without rows says so in words."""

from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest


def _page(rows: list[str]) -> None:
    import pandas as pd

    from uspekh.ui.show import tables

    tables.show(pd.DataFrame({"Организация": rows}), key="таблица")


def test_a_table_without_rows_is_words():
    app = AppTest.from_function(_page, kwargs={"rows": []}).run()
    assert not app.exception
    assert [caption.value for caption in app.caption] == ["Нет данных."]
    assert len(app.dataframe) == 0


def test_a_table_with_rows_is_drawn():
    app = AppTest.from_function(_page, kwargs={"rows": ["Первая"]}).run()
    assert len(app.caption) == 0
    (drawn,) = app.dataframe
    assert drawn.value.equals(pd.DataFrame({"Организация": ["Первая"]}, drawn.value.index))
