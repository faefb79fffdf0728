"""A process killed at any moment of a load leaves the whole of it or nothing."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select, text

from tests.persons import ADMINISTRATOR
from tests.store import loads
from uspekh.store.database.engine import writing
from uspekh.store.log.actions import revision
from uspekh.store.schema.tables import uploads, value_rows
from uspekh.store.uploads.journal import journal

KILLS = 16
KILLS_OF_THE_WRITING = 400
KILLS_OF_THE_WHOLE_WAY = 90
LOOK_EVERY = 10
LONGER = 1.3  # kills are spread over so many times an unharmed load
Way = Callable[["Siege", int], tuple[Any, ...]]


class Siege:
    """One store, the files that came into it in order, and how an unharmed load goes.

    ``seconds``: of the whole load and of its writing alone, by the word with which they begin.
    """

    def __init__(self, url: str, way: Way) -> None:
        self.url, self.way = url, way
        self.project = loads.opened(url)
        self.came: list[int] = []
        self.seconds: dict[str, float] = {}
        self.fell: Counter[str] = Counter()

    def load(self, number: int, word: str = loads.DONE, share: float = 0) -> None:
        """Loads a file in a process of its own and looks at what is left.

        The process is killed ``share`` of its usual time after it said ``word``, unless that is its last.
        """
        before = revision(self.project.engine)
        target, *arguments = self.way(self, number)
        heard, status = outcome(target, arguments, word, share * self.seconds.get(word, 0))
        assert status in (0, -signal.SIGKILL), heard
        came = number in self.settled()
        assert came or loads.DONE not in heard
        assert not came or loads.WRITING in heard
        self.came += [number] * came
        if loads.DONE in heard:
            self.seconds = {word: heard[loads.DONE] - moment for word, moment in heard.items()}
        self.fell.update([list(heard)[-1], "in" if came else "out"])
        assert self.settled() == self.came
        assert (revision(self.project.engine) > before) == came

    def settled(self) -> list[int]:
        """The files of the journal, each with all of its values; the first that came first."""
        # A server may still be ending the work of a process that is gone: a writer comes after it.
        with writing(self.project.engine).begin() as connection:
            held = dict(
                connection.execute(select(value_rows.c.upload, func.count()).group_by(value_rows.c.upload)).all()
            )
            ids = connection.scalars(select(uploads.c.id)).all()
        assert held == dict.fromkeys(ids, loads.ROWS * len(loads.headings()))
        return [loads.number_of(name) for name in journal(self.project.engine, ADMINISTRATOR)["file_name"][::-1]]

    def look(self) -> None:
        """The values in force are those of the files that came, in their order."""
        assert loads.in_force(self.project) == loads.expected(self.came)


def outcome(
    target: Callable[..., object], arguments: list[Any], word: str, after: float
) -> tuple[dict[str, float], int]:
    """When a process first said each of its words, and its exit status."""
    ours, theirs = loads.processes.Pipe(duplex=False)
    process = loads.processes.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    heard: dict[str, float] = {}
    with suppress(EOFError):
        while True:
            heard.setdefault(ours.recv(), time.perf_counter())
            if word in heard and word != loads.DONE:
                time.sleep(after)
                process.kill()
                word = loads.DONE
    process.join()
    return heard, process.exitcode


def storing(siege: Siege, number: int) -> tuple[Any, ...]:
    content = loads.workbook(number)
    return loads.store, siege.url, loads.read_already(number, content), content


def whole_way(siege: Siege, number: int) -> tuple[Any, ...]:
    return loads.load, siege.url, loads.name_of(number), loads.workbook(number)


def moments(kills: int) -> list[tuple[str, float]]:
    """When to kill: every other one anywhere in the load, the rest while it writes."""
    draw = random.Random(kills)
    shares = [(number + draw.random()) * LONGER / kills for number in range(kills)]
    draw.shuffle(shares)
    return [(loads.WRITING if turn % 2 else loads.STARTED, number) for turn, number in enumerate(shares)]


@pytest.mark.parametrize(
    ("way", "kills"),
    [
        (storing, KILLS),
        pytest.param(storing, KILLS_OF_THE_WRITING, marks=pytest.mark.thorough),
        pytest.param(whole_way, KILLS_OF_THE_WHOLE_WAY, marks=pytest.mark.thorough),
    ],
)
def test_a_killed_load_is_in_or_out_entirely(store_url, way, kills):
    siege = Siege(store_url, way)
    siege.load(0)
    for number, (word, share) in enumerate(moments(kills), start=1):
        siege.load(number, word, share)
        if number % LOOK_EVERY == 0:
            siege.look()
            # What left nothing behind can be sent again.
            siege.load(next((lost for lost in range(number) if lost not in siege.came), kills + number))
    siege.look()
    fell = siege.fell
    assert min(fell["in"], fell["out"], fell[loads.STARTED], fell[loads.WRITING], fell[loads.DONE]) > 0, fell
    if siege.project.engine.dialect.name == "sqlite":
        with siege.project.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
