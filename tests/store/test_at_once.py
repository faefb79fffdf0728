"""Several processes on one store at the same moment: nothing is lost, everything is in the journal, one undo wins."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from tests.persons import ADMINISTRATOR
from tests.store import loads
from uspekh import settings
from uspekh.actuals.reading import Reading
from uspekh.store.schema.tables import events
from uspekh.store.uploads.journal import UploadUnknown, journal

PROCESSES = 6
FILES_EACH = 3
ROUNDS = 5
_start: Barrier


@pytest.fixture
def project(store_url):
    project = loads.opened(store_url)
    yield project
    project.engine.dispose()


def at_once(*calls: tuple[Any, ...]) -> list[Any]:
    """What the calls gave or raised, each in a process of its own and all let go together."""
    start = loads.processes.Barrier(len(calls))
    with ProcessPoolExecutor(len(calls), loads.processes, _ready, (start,)) as pool:
        futures = [pool.submit(_together, *call) for call in calls]
        return [future.exception() or future.result() for future in futures]


def _ready(start: Barrier) -> None:
    global _start
    _start = start


def _together(call: Callable[..., object], *arguments: object) -> object:
    _start.wait()
    return call(*arguments)


def made(*numbers: int) -> list[tuple[Reading, bytes]]:
    """Files as they are after reading, with their bytes."""
    contents = [loads.workbook(number) for number in numbers]
    return [(loads.read_already(number, content), content) for number, content in zip(numbers, contents, strict=True)]


def store_all(url: str, files: list[tuple[Reading, bytes]]) -> list[int]:
    """Stores files one after another; returns the numbers of their uploads."""
    return [loads.store(url, reading, content) for reading, content in files]


def standing(project) -> list[int]:
    """The files in force, in the order in which they came."""
    rows = journal(project.engine, ADMINISTRATOR)
    return [loads.number_of(name) for name in rows.loc[rows["undone_at"].isna(), "file_name"][::-1]]


def commands(url: str, *each: tuple[str, ...]) -> list[tuple[int, str]]:
    """Exit status and what was said of command lines started at the same moment."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "uspekh", *arguments],
            cwd=settings.ROOT,
            env=os.environ | {"USPEKH_DATABASE_URL": url, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        for arguments in each
    ]
    outputs = [process.communicate()[0] for process in started]
    return [(process.returncode, words) for process, words in zip(started, outputs, strict=True)]


def test_two_command_lines_load_the_same_keys_and_then_undo_the_same_upload(project, store_url, tmp_path):
    for number in (1, 2):
        (tmp_path / loads.name_of(number)).write_bytes(loads.workbook(number))
    loaded = commands(store_url, *(("load", str(tmp_path / loads.name_of(number))) for number in (1, 2)))
    assert [status for status, _ in loaded] == [0, 0], loaded
    order = standing(project)
    assert sorted(order) == [1, 2]
    assert loads.in_force(project) == loads.expected(order)

    undone = sorted(commands(store_url, *[("undo", "2")] * 2))
    assert [status for status, _ in undone] == [0, 1], undone
    assert "уже отменена" in undone[1][1]
    assert loads.in_force(project) == loads.sent(order[0])


@pytest.mark.thorough
def test_many_processes_load_the_same_keys(project, store_url):
    shares = [made(*range(first, first + FILES_EACH)) for first in range(0, PROCESSES * FILES_EACH, FILES_EACH)]
    answers = at_once(*((store_all, store_url, share) for share in shares))
    by_upload = {upload: number for number, upload in enumerate(chain.from_iterable(answers))}
    assert sorted(by_upload) == list(range(1, PROCESSES * FILES_EACH + 1))
    order = [by_upload[upload] for upload in sorted(by_upload)]
    assert standing(project) == order
    assert loads.in_force(project) == loads.expected(order)


@pytest.mark.thorough
def test_an_undo_at_the_moment_of_a_load_of_the_same_keys(project, store_url):
    upload, *_ = store_all(store_url, made(0))
    for number in range(1, ROUNDS + 1):
        undone, stored = at_once((loads.take_back, store_url, upload, "Петров"), (store_all, store_url, made(number)))
        assert undone is None
        (upload,) = stored
        assert standing(project) == [number]
        assert loads.in_force(project) == loads.sent(number)


@pytest.mark.thorough
def test_of_two_who_undo_the_same_upload_one_wins_and_the_other_is_told(project, store_url):
    uploads = store_all(store_url, made(*range(ROUNDS)))
    for upload in uploads:
        who = ("Петров", "Сидорова")
        answers = at_once(*((loads.take_back, store_url, upload, name) for name in who))
        (refusal,) = [answer for answer in answers if answer is not None]
        assert isinstance(refusal, UploadUnknown)
        rows = journal(project.engine, ADMINISTRATOR).set_index("id")
        assert rows.loc[upload, "undone_by"] == who[answers.index(None)]
    assert loads.in_force(project) == {}
    with project.engine.connect() as connection:
        taken = connection.scalars(select(events.c.upload).where(events.c.action == "undo").order_by(events.c.id)).all()
    assert taken == uploads
