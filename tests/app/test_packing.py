"""Rows of a table divided among shared screens."""

from __future__ import annotations

from uspekh.ui.meeting.packing import count_lines, divide_rows


def test_rows_go_on_to_the_next_screen_when_the_lines_are_used_up():
    # Of five lines a screen: 2 + 3, then 4, then 9 by itself, then 1.
    assert divide_rows([2, 3, 4, 9, 1], lambda row: row, 5) == [(2, 3), (4,), (9,), (1,)]
    assert divide_rows([], lambda row: row, 5) == []


def test_a_text_takes_a_line_for_each_part_and_each_break():
    # «абв», «г», an empty one, «де»
    assert count_lines("абвг\n\nде", 3) == 4
