"""What is stored is what the person saw: another's newer value is never overwritten without a word."""

from __future__ import annotations

import hashlib
import threading

import pandas as pd
import pytest

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL
from tests.store.test_uploads import load
from tests.tidy import BLANK, item, money, people, tidy
from uspekh.store.submissions.lifecycle import accept_sent, send
from uspekh.store.uploads.changes import changes
from uspekh.store.uploads.confirmation import PreviewOutdated, differences, with_authors
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, journal, undo
from uspekh.store.values.queries import current, same_subjects

MINE = tidy(people("A", 2022, x=905, y=40), people("B", 2022, x=7))


def note(organization: str, words: str) -> list[dict]:
    """What an organization wrote beside its figures of 2022."""
    key = {"kind": "component", "subject": organization, "year": 2022, "months": 12, "field": "comment"}
    return [BLANK | key | {"text": words}]


def file(name: str) -> File:
    return File(name, name.encode(), hashlib.sha256(name.encode()).hexdigest(), 1)


def preview(engine, values=MINE) -> pd.DataFrame:
    """What the screen shows before anybody confirms."""
    return changes(same_subjects(engine, values), values)


def confirm(engine, shown, values=MINE):
    return accept(engine, file("моё.xlsx"), values, EDITOR, shown=shown)


def standing(engine) -> dict:
    frame = current(engine)
    return dict(zip(zip(frame["subject"], frame["field"], strict=True), frame["number"], strict=True))


@pytest.fixture
def begun(engine):
    """A has 900 in force."""
    load(engine, tidy(people("A", 2022, x=900)), "прежнее.xlsx")
    return engine


def test_anothers_newer_value_stops_the_storing_and_nothing_of_the_file_is_kept(begun):
    shown = preview(begun)
    load(begun, tidy(people("A", 2022, x=777)), "чужое.xlsx")
    with pytest.raises(PreviewOutdated, match="Пока вы смотрели"):
        confirm(begun, shown)
    assert standing(begun) == {("A", "x"): 777}
    assert len(journal(begun, ADMINISTRATOR)) == 2
    (row,) = with_authors(begun, differences(shown, preview(begun))).to_dict("records")
    assert (row["number_shown"], row["number_before"], row["number"], row["by"]) == (900, 777, 905, "Иванова")
    # Seen and confirmed again, it is stored.
    confirm(begun, preview(begun))
    assert standing(begun) == {("A", "x"): 905, ("A", "y"): 40, ("B", "x"): 7}


@pytest.mark.parametrize(
    "others",
    [
        people("C", 2022, x=1),
        people("A", 2021, x=1),
        people("A", 2022, months=6, x=1),
        people("A", 2022, z=1),
        note("A", "уточнено"),
        money("1.1", "местный бюджет", 2022, executed=5),
        people("A", 2022, x=900),
    ],
    ids=["another subject", "another year", "another period", "another field", "a comment", "money", "the same value"],
)
def test_what_others_store_elsewhere_disturbs_nobody(begun, others):
    shown = preview(begun)
    load(begun, tidy(others), "чужое.xlsx")
    confirm(begun, shown)
    assert standing(begun)[("A", "x")] == 905


def test_a_new_value_where_there_was_none_is_a_difference_even_if_it_is_zero(begun):
    shown = preview(begun)
    load(begun, tidy(people("B", 2022, x=0)), "ноль.xlsx")
    with pytest.raises(PreviewOutdated):
        confirm(begun, shown)
    (row,) = differences(shown, preview(begun)).to_dict("records")
    assert row["subject"] == "B" and pd.isna(row["number_shown"]) and row["number_before"] == 0


def test_a_value_that_was_taken_back_is_a_difference(begun):
    shown = preview(begun)
    undo(begun, 1, EDITOR)
    with pytest.raises(PreviewOutdated):
        confirm(begun, shown)
    (row,) = with_authors(begun, differences(shown, preview(begun))).to_dict("records")
    assert row["number_shown"] == 900 and pd.isna(row["number_before"]) and pd.isna(row["by"])


def test_words_and_days_are_compared_as_numbers_are(engine):
    mine = tidy(item("1.1", 2022, done="2022-05-01"), note("A", "моё"))
    shown = preview(engine, mine)
    load(engine, tidy(item("1.1", 2022, done="2022-04-30")), "чужое.xlsx")
    with pytest.raises(PreviewOutdated):
        confirm(engine, shown, mine)
    load(engine, tidy(note("A", "чужое")), "ещё.xlsx")
    different = differences(shown, preview(engine, mine))
    assert different["text_before"].tolist() == ["2022-04-30", "чужое"]


def test_another_reading_of_the_file_is_not_what_was_confirmed(begun):
    shown = preview(begun)
    for values in (MINE.assign(number=pd.array([906, 40, 7], dtype="Int64")), MINE.iloc[:2].reset_index(drop=True)):
        with pytest.raises(PreviewOutdated):
            confirm(begun, shown, values)
    assert standing(begun) == {("A", "x"): 900}


def test_without_a_preview_nothing_is_compared(begun):
    load(begun, tidy(people("A", 2022, x=777)), "чужое.xlsx")
    accept(begun, file("из командной строки.xlsx"), MINE, EDITOR)
    assert standing(begun)[("A", "x")] == 905


def test_an_editor_accepts_what_he_saw(begun):
    values = tidy(people("S1", 2022, x=950))
    number = send(begun, file("отчёт.xlsx"), values, SCHOOL)
    shown = preview(begun, values)
    load(begun, tidy(people("S1", 2022, x=777)), "чужое.xlsx")
    with pytest.raises(PreviewOutdated):
        accept_sent(begun, number, file("отчёт.xlsx"), values, EDITOR, shown=shown)
    assert standing(begun)[("S1", "x")] == 777
    accept_sent(begun, number, file("отчёт.xlsx"), values, EDITOR, shown=preview(begun, values))
    assert standing(begun)[("S1", "x")] == 950


def test_of_many_who_confirm_the_same_preview_at_once_one_stores(begun):
    """Each would replace 900 by a number of its own; whoever comes second has seen what stands no longer."""
    files = {number: tidy(people("A", 2022, x=number)) for number in range(1000, 1008)}
    shown = {number: preview(begun, values) for number, values in files.items()}
    stored, refused = [], []

    def go(number: int) -> None:
        try:
            accept(begun, file(f"{number}.xlsx"), files[number], EDITOR, shown=shown[number])
            stored.append(number)
        except PreviewOutdated:
            refused.append(number)

    threads = [threading.Thread(target=go, args=(number,)) for number in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stored) == 1 and len(refused) == 7
    assert standing(begun) == {("A", "x"): stored[0]}
