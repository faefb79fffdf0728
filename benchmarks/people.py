"""What people do during a load: read pages and change filters at random, or send forms; everybody thinks between."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import requests
from websockets.exceptions import WebSocketException

from benchmarks.sendings import Sending
from benchmarks.visitor import Faulty, Visitor, visit

THINK = (1.0, 4.0)  # seconds
PAGES_OF_TEN = 6  # of ten actions of a reader so many are page switches, the rest filter changes
MOST_ORGANIZATIONS = 3
OPEN, PAGE, FILTER, FILE, SAVE = ACTIONS = (
    "first page", "page switch", "filter change", "file checked", "file stored",
)  # fmt: skip
UPLOAD_PAGE = "upload"
SAVED = re.compile(r"Сохранено\. Загрузка № (\d+)")
FAULTS = (Faulty, WebSocketException, requests.RequestException, TimeoutError, OSError)


@dataclass
class Notes:
    """Seconds by action, seconds of page switches by page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    by_page: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def page(self, path: str, seconds: float) -> None:
        """Notes a page switch."""
        self.seconds[PAGE].append(seconds)
        self.by_page[path].append(seconds)


async def reader(address: str, notes: Notes, until: float, draw: random.Random) -> None:
    """Reads pages at random and changes filters."""

    async def act(visitor: Visitor) -> None:
        if draw.randrange(10) < PAGES_OF_TEN:
            path = draw.choice(list(visitor.pages))
            notes.page(path, await visitor.open_page(path))
        else:
            notes.seconds[FILTER].append(await change_filter(visitor, draw))

    await _keep_on(address, notes, until, draw, act)


async def sender(address: str, notes: Notes, until: float, draw: random.Random, forms: Iterator[Sending]) -> None:
    """Sends one form after another and looks at the main page between."""

    async def act(visitor: Visitor) -> None:
        notes.page(UPLOAD_PAGE, await visitor.open_page(UPLOAD_PAGE))
        await think(draw)
        form = next(forms, None)
        if form is None:
            raise Faulty("there are no more forms to send")
        uploader = visitor.one("file_uploader", "Выберите файл")
        notes.seconds[FILE].append(await visitor.send_file(uploader, form.name, form.content))
        await think(draw)
        await visitor.choose(visitor.one("text_input", "Кто загружает"), "Иванова И. И.")
        notes.seconds[SAVE].append(await visitor.press(visitor.one("button", "Сохранить")))
        form.upload = read_upload_number(visitor)
        await think(draw)
        main = next(iter(visitor.pages))
        notes.page(main, await visitor.open_page(main))

    await _keep_on(address, notes, until, draw, act)


def read_upload_number(visitor: Visitor) -> int:
    """The number of the upload that the screen says is stored. Raises ``Faulty`` where it says nothing."""
    numbers = [match[1] for alert in visitor.all("alert") if (match := SAVED.search(alert.body))]
    if not numbers:
        raise Faulty("not told that the file is stored")
    return int(numbers[0])


async def change_filter(visitor: Visitor, draw: random.Random) -> float:
    """Chooses another year, period or other organizations; seconds."""
    lists = [element for element in visitor.all("selectbox") if element.label in ("Год", "Период")]
    several = visitor.all("multiselect", "Организации")
    position = draw.randrange(len(lists) + len(several))
    if position < len(lists):
        return await visitor.choose(lists[position], draw.choice(list(lists[position].options)))
    names = draw.sample(list(several[0].options), draw.randint(0, MOST_ORGANIZATIONS))
    return await visitor.choose(several[0], names)


async def think(draw: random.Random) -> None:
    """A person's pause."""
    await asyncio.sleep(draw.uniform(*THINK))


async def _keep_on(
    address: str, notes: Notes, until: float, draw: random.Random, act: Callable[[Visitor], Awaitable[None]]
) -> None:
    """Acts until the time is over; after an error the person opens the service anew."""
    visitor = None
    await think(draw)
    while time.monotonic() < until:
        try:
            if visitor is None:
                visitor, seconds = await visit(address)
                notes.seconds[OPEN].append(seconds)
            else:
                await act(visitor)
        except FAULTS as error:
            notes.errors.append(f"{type(error).__name__}: {error}")
            visitor = None
        await think(draw)
    if visitor is not None:
        await visitor.close()
