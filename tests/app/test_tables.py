"""Tables on a page: one without rows says so in words."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest


def _page(way: str, rows: list[str]) -> None:
    import pandas as pd

    from uspekh.ui.show import tables

    frame = pd.DataFrame({"Организация": rows})
    ways = {"show": tables.show, "whole": tables.whole}
    ways[way](frame, **{} if way == "whole" else {"key": "таблица"})


@pytest.mark.parametrize("way", ["show", "whole"])
def test_a_table_without_rows_is_words(way):
    app = AppTest.from_function(_page, kwargs={"way": way, "rows": []}).run()
    assert not app.exception
    assert [caption.value for caption in app.caption] == ["Нет данных."]
    assert len(app.dataframe) + len(app.table) == 0


@pytest.mark.parametrize("way", ["show", "whole"])
def test_a_table_with_rows_is_drawn(way):
    app = AppTest.from_function(_page, kwargs={"way": way, "rows": ["Первая"]}).run()
    assert len(app.caption) == 0
    (drawn,) = [*app.dataframe, *app.table]
    assert drawn.value.equals(pd.DataFrame({"Организация": ["Первая"]}, drawn.value.index))
