"""A file that comes again after what it said was corrected."""

from __future__ import annotations

from tests.tidy import people, tidy
from uspekh.access.person import operator
from uspekh.store.uploads.corrections import corrections_since
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, undo

BY = operator("Оператор")


def load(engine, digest: str, *numbers: int) -> int:
    values = tidy(*(people("А", 2020 + index, covered=number) for index, number in enumerate(numbers)))
    return accept(engine, File(f"{digest}.xlsx", digest.encode(), digest * 64, 1), values, BY)[0]


def test_corrections_of_a_file_are_named_with_its_own_acceptance(engine):
    first = load(engine, "a", 10, 20)
    assert corrections_since(engine, "a" * 64) is None
    later = [load(engine, "b", 11), load(engine, "c", 11, 25)]
    corrected = corrections_since(engine, "a" * 64)
    # The second upload's 11 was replaced by the third's, which says the same: the third alone is in force.
    assert (corrected.upload, corrected.later) == (first, (later[1],))
    assert corrections_since(engine, "c" * 64) is None


def test_the_same_values_sent_again_correct_nothing(engine):
    load(engine, "a", 10, 20)
    load(engine, "b", 10, 20)
    assert corrections_since(engine, "a" * 64) is None


def test_what_was_taken_back_corrects_nothing(engine):
    first = load(engine, "a", 10)
    undo(engine, load(engine, "b", 12), BY)
    assert corrections_since(engine, "a" * 64) is None
    undo(engine, first, BY)
    load(engine, "b", 12)
    assert corrections_since(engine, "a" * 64) is None
