"""Tables and tiles as HTML: what is pressed, what is folded, and that no value acts as markup."""

from __future__ import annotations

import pytest

from uspekh.ui.show import table, tiles
from uspekh.ui.show.table import Cell
from uspekh.ui.show.tiles import Tile
from uspekh.ui.show.words import flags

HOSTILE = "<img src=x onerror=alert(1)> \"'&"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt; &quot;&#x27;&amp;"


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    """The words of states without a project."""
    monkeypatch.setattr(flags, "word_of", lambda state: f"слово {state}")


def test_every_value_of_a_table_is_escaped():
    row = [Cell(HOSTILE), Cell(HOSTILE, action=HOSTILE), Cell(HOSTILE, state="met", detail=HOSTILE)]
    html = table.markup([HOSTILE, "2", "3"], [row], name=HOSTILE)
    assert "<img" not in html
    # Heading, name, two texts, an action, a state's text and its detail.
    assert html.count(ESCAPED) == 7


def test_every_value_of_a_tile_is_escaped():
    html = tiles.markup([Tile(HOSTILE, HOSTILE, HOSTILE, "missed", HOSTILE, action=HOSTILE)])
    assert "<img" not in html
    assert html.count(ESCAPED) == 5


def test_a_figure_is_a_button_on_the_right_and_a_state_a_sign_with_its_word():
    html = table.markup(["Год", "Факт"], [[Cell("2024", state="missed"), Cell("5", action="a", number=True)]])
    assert '<th scope="col" class="number">Факт</th>' in html
    assert '<td class="number"><button type="button" data-action="a">5</button></td>' in html
    assert '<span class="sign" aria-hidden="true">■</span>2024' in html
    assert "слово not_due" in table.state("not_due")


def test_a_flag_by_incomplete_data_is_hollow_and_what_is_not_judged_has_no_such_sign():
    html = table.markup(["О"], [[Cell("", state="missed", incomplete=True)], [Cell("", state="missed")]])
    assert html.count('<span class="sign hollow" aria-hidden="true">■</span>') == 1
    assert "hollow" in tiles.markup([Tile("П", "5", "план 6", "at_risk", "", incomplete=True)])
    # A circle of «нет данных» is empty as it is.
    assert "hollow" not in table.state("no_data", incomplete=True)


def test_the_chosen_row_says_so():
    html = table.markup(["П"], [[Cell("1", action="1")], [Cell("2", action="2")]], current="2")
    assert html.count("aria-current") == 1
    assert html.index("aria-current") > html.index(">1<")


def test_rows_beyond_the_fold_wait_for_a_press():
    rows = [[Cell(str(number))] for number in range(50)]
    html = table.markup(["№"], rows, fold=20)
    assert html.count('class="folded"') == 30
    assert 'data-more="20"' in html
    assert "folded" not in table.markup(["№"], rows, fold=0)
    assert "data-more" not in table.markup(["№"], rows[:20], fold=20)
