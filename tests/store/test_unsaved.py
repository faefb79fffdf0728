"""What was read and not stored outlives the server for a day, for the person who chose the file and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest
from sqlalchemy import func, select, update

from tests.persons import ADMINISTRATOR, EDITOR, SCHOOL, VIEWER
from tests.tidy import item, money, organization, people, tidy
from uspekh.access.person import Forbidden, Person, Role, operator
from uspekh.actuals.problems import Problem
from uspekh.actuals.reading import Reading
from uspekh.store.backup.backup import backup
from uspekh.store.backup.restore import restore
from uspekh.store.log.actions import now, revision
from uspekh.store.schema.tables import unsaved
from uspekh.store.submissions.lifecycle import send
from uspekh.store.uploads.changes import changes
from uspekh.store.uploads.confirmation import PreviewOutdated
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.store.uploads.unsaved import MOST_VALUES, discard, expire, keep_reading, unsaved_of
from uspekh.store.values.queries import current, same_subjects

WARNING = Problem("warning", "suspect.scale", "Показатели", "D4", "в десять раз больше")
BASIS = "a" * 64


def reading(name: str = "отчёт.xlsx", *problems: Problem, values: pd.DataFrame | None = None) -> Reading:
    frame = tidy(people("S1", 2023, p1_engaged=0, p1_total=500)) if values is None else values
    return Reading(name, f"{name:x<64}"[:64], 1234, 1, frame, problems)


def held(engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(unsaved)) or 0


def older(engine, hours: float) -> None:
    """Makes what is kept older."""
    with engine.begin() as connection:
        connection.execute(update(unsaved).values(at=now() - timedelta(hours=hours)))


def test_a_reading_comes_back_as_it_was(engine):
    every = tidy(
        people("S1", 2023, p1_engaged=0, p1_total=500),
        money("1.1", "местный бюджет", 2023, executed=123_456_789_012_34),
        item("1.1", 2023, done="2023-05-01", comment='сказано: «да»;\n"нет"'),
        organization("S1", 500),
    )
    keep_reading(engine, reading("отчёт.xlsx", WARNING, values=every), BASIS, EDITOR)
    back = unsaved_of(engine, EDITOR)
    pd.testing.assert_frame_equal(back.reading.values, every)
    assert (back.reading.file_name, back.reading.rows, back.reading.problems) == ("отчёт.xlsx", 1, (WARNING,))
    assert (back.basis, now() - back.at < timedelta(minutes=5)) == (BASIS, True)
    assert current(engine).empty and revision(engine) == 0, "nothing of it is a figure or a change"


def test_it_is_kept_for_the_person_alone(engine):
    keep_reading(engine, reading("мой.xlsx"), BASIS, EDITOR)
    keep_reading(engine, reading("школы.xlsx"), BASIS, SCHOOL)
    assert unsaved_of(engine, EDITOR).reading.file_name == "мой.xlsx"
    namesake = Person(EDITOR.name, Role.EDITOR, subject="7")
    assert unsaved_of(engine, namesake) is None
    assert unsaved_of(engine, operator(EDITOR.name)) is None
    discard(engine, EDITOR)
    assert unsaved_of(engine, EDITOR) is None
    assert unsaved_of(engine, SCHOOL).reading.file_name == "школы.xlsx"


def test_the_next_file_takes_the_place_of_the_one_before(engine):
    keep_reading(engine, reading("1.xlsx"), BASIS, EDITOR)
    keep_reading(engine, reading("2.xlsx"), BASIS, EDITOR)
    assert unsaved_of(engine, EDITOR).reading.file_name == "2.xlsx"
    assert held(engine) == 1


def test_after_a_day_it_is_gone(engine):
    keep_reading(engine, reading(), BASIS, EDITOR)
    older(engine, 23.9)
    expire(engine)
    assert unsaved_of(engine, EDITOR)
    older(engine, 24.1)
    assert unsaved_of(engine, EDITOR) is None, "also while nobody has cleaned up"
    assert held(engine) == 1
    expire(engine)
    assert held(engine) == 0


def test_storing_forgets_that_file_and_whatever_is_old(engine):
    keep_reading(engine, reading("школы.xlsx"), BASIS, SCHOOL)
    older(engine, 25)
    mine = reading("мой.xlsx")
    keep_reading(engine, mine, BASIS, EDITOR)
    accept(engine, File("чужой", b"", "f" * 64, 1), tidy(people("S2", 2023, x=1)), EDITOR)
    assert unsaved_of(engine, EDITOR), "another file was stored"
    assert held(engine) == 1
    file = File(mine.file_name, b"", mine.sha256, 1)
    with pytest.raises(PreviewOutdated):
        preview = changes(same_subjects(engine, mine.values), mine.values)
        accept(engine, file, mine.values, EDITOR, shown=preview.iloc[:1])
    assert unsaved_of(engine, EDITOR), "nothing was stored"
    accept(engine, file, mine.values, EDITOR)
    assert held(engine) == 0
    keep_reading(engine, mine, BASIS, SCHOOL)
    send(engine, file, mine.values, SCHOOL)
    assert held(engine) == 0


@pytest.mark.parametrize(
    "never",
    [
        reading("имя.xlsx", Problem("warning", "personal.mention", "Показатели", "F4", "назван человек")),
        reading("ошибка.xlsx", Problem("error", "number", "Показатели", "F4", "не число")),
        reading("длинный.xlsx", values=tidy(people("S1", 2023, x=1)).iloc[[0] * (MOST_VALUES + 1)]),
    ],
    ids=["names somebody", "refused", "long"],
)
def test_what_storing_would_not_keep_is_not_kept(engine, never):
    keep_reading(engine, never, BASIS, EDITOR)
    assert held(engine) == 0


def test_at_a_desk_and_of_who_may_not_send_nothing_is_kept(engine):
    keep_reading(engine, reading(), BASIS, ADMINISTRATOR)
    with pytest.raises(Forbidden):
        keep_reading(engine, reading(), BASIS, VIEWER)
    assert held(engine) == 0


def test_it_is_no_part_of_a_backup(engine, tmp_path):
    keep_reading(engine, reading(), BASIS, EDITOR)
    assert "unsaved" not in backup(engine, tmp_path / "copy.zip")
    restore(engine, tmp_path / "copy.zip", ADMINISTRATOR)
    assert held(engine) == 0
