"""Numbered files that tell of the same reports, and the processes that load them, all at once or to their death."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import random
from collections.abc import Callable, Iterable
from functools import cache
from multiprocessing.connection import Connection

import openpyxl
from sqlalchemy import Engine, event

from tests.tidy import people, tidy
from uspekh import settings
from uspekh.access.person import Person, operator
from uspekh.actuals.reading import Reading
from uspekh.passport.plan import load_plan
from uspekh.project import Project, open_project
from uspekh.russian.periods import QUARTERS, period_name
from uspekh.store.database.engine import open_store
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, undo
from uspekh.store.values.queries import current

SCHOOLS = ("Ш2", "Ш3", "Ш4", "Ш5", "Ш6", "Ш7")
YEARS = (2019, 2020, 2021)
ROWS = 60
SHEET = "Показатели"
STARTED, WRITING, DONE = "started", "writing", "done"
Key = tuple[str, int, int, str]
"""Organization, year, months, component."""

# Children are forked from a process that has imported everything and opened nothing.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.store.loads"])


def who(name: str) -> Person:
    """Whoever loads and undoes in these tests."""
    return operator(name)


@cache
def headings() -> dict[str, str]:
    """Components of the sheet by id, with their headings."""
    components = load_plan(settings.data_folder() / "passport")["components"]
    of_sheet = components[components["sheet"] == SHEET]
    return dict(zip(of_sheet["id"], of_sheet["heading"], strict=True))


def reports(number: int) -> list[tuple[str, int, int]]:
    """Organizations, years and months of which file ``number`` tells: most of them stand in other files too."""
    every = [(school, year, months) for school in SCHOOLS for year in YEARS for months in QUARTERS]
    return sorted(random.Random(number).sample(every, ROWS))


def headcount(number: int, months: int, position: int) -> int:
    """What file ``number`` says of the component that stands there among the columns: no two files agree."""
    return 10_000 * (position + 1) + 10 * number + months // 3


def sent(number: int) -> dict[Key, int]:
    """Everything that file ``number`` says."""
    return {
        (school, year, months, field): headcount(number, months, position)
        for school, year, months in reports(number)
        for position, field in enumerate(headings())
    }


def workbook(number: int) -> bytes:
    """File ``number`` as an .xlsx."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append(["Организация", "Год", "Период", *headings().values()])
    for school, year, months in reports(number):
        counts = [headcount(number, months, position) for position in range(len(headings()))]
        sheet.append([school, year, period_name(months), *counts])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_already(number: int, content: bytes) -> Reading:
    """File ``number`` as it is after reading, made without reading it."""
    rows = [
        people(school, year, months, **{field: value}) for (school, year, months, field), value in sent(number).items()
    ]
    return Reading(name_of(number), hashlib.sha256(content).hexdigest(), len(content), ROWS, tidy(*rows), ())


def name_of(number: int) -> str:
    """The name of file ``number``."""
    return f"{number}.xlsx"


def number_of(name: str) -> int:
    """The number of the file with this name."""
    return int(name.removesuffix(".xlsx"))


def expected(numbers: Iterable[int]) -> dict[Key, int]:
    """What is in force after files came in this order: of each key what the last one said."""
    held: dict[Key, int] = {}
    for number in numbers:
        held |= sent(number)
    return held


def in_force(project: Project) -> dict[Key, int]:
    """What the store says is in force."""
    frame = current(project.engine)
    keys = zip(frame["subject"], frame["year"], frame["months"], frame["field"], strict=True)
    return dict(zip(keys, frame["number"], strict=True))


def opened(url: str) -> Project:
    """The shipped project on a database."""
    return open_project(settings.data_folder(), url)


def load(url: str, name: str, content: bytes, listener: Connection | None = None) -> int:
    """Takes a file from its first byte to the journal, telling how far it is; returns the upload's number."""
    project = opened(url)
    tell = _telling(project.engine, listener)
    reading = project.read(content, name)
    upload, _ = project.load(reading, who("Иванова"))
    tell(DONE)
    return upload


def store(url: str, reading: Reading, copy: bytes, listener: Connection | None = None) -> int:
    """The last part of ``load``: stores what was read."""
    engine = open_store(url)
    tell = _telling(engine, listener)
    file = File(reading.file_name, copy, reading.sha256, reading.rows)
    upload, _ = accept(engine, file, reading.values, who("Иванова"))
    tell(DONE)
    return upload


def take_back(url: str, upload: int, name: str) -> None:
    """Undoes an upload. Raises ``UploadUnknown`` when it is not in force."""
    undo(open_store(url), upload, who(name))


def _telling(engine: Engine, listener: Connection | None) -> Callable[[str], None]:
    if listener is None:
        return lambda _word: None

    @event.listens_for(engine, "before_cursor_execute")
    def _writing(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT"):
            listener.send(WRITING)

    listener.send(STARTED)
    return listener.send
