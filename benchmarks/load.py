"""Many people at one service: ``python -m benchmarks.load --database postgres``.

People speak Streamlit's own protocol over real websockets, so that a crowd of them costs little beside the server.
Measured is the time to the end of a run, over the loopback; a bare app is driven by the same people first. Afterwards
the store is asked for everything that people were told is stored. Exit status 1 when anything went wrong or is lost.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from benchmarks import load_report
from benchmarks.many import reports
from benchmarks.people import Notes, reader, sender
from benchmarks.sendings import Sending, consistent, losses, sendings
from benchmarks.server import Watched, serving
from benchmarks.visitor import visit
from tests import postgres
from uspekh import settings
from uspekh.access.person import operator
from uspekh.project import open_project
from uspekh.russian.periods import QUARTERS
from uspekh.store.database.engine import open_store
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

ORGANIZATIONS, PER_SENDER = 30, 3
BARE_MINUTES = 1.0
FORMS_A_MINUTE = 10  # more than a person can send
WHO = operator("bench")


def main() -> None:
    """Prints what people met with, beside the bare app."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as name, _database(arguments.database, Path(name)) as url:
        folder = Path(name)
        forms = _prepared(url, arguments.uploading, arguments.minutes)
        print(f"load average before: {os.getloadavg()[0]:.1f}", flush=True)
        with serving(settings.ROOT / "benchmarks" / "bare_app.py", folder / "bare.log") as bare:
            bare_notes = crowd([bare], min(BARE_MINUTES, arguments.minutes), arguments.people, [])
        with ExitStack() as stack:
            copies = [
                stack.enter_context(serving(settings.ROOT / "service.py", folder / f"{n}.log", USPEKH_DATABASE_URL=url))
                for n in range(arguments.copies)
            ]
            ours = crowd(copies, arguments.minutes, arguments.people, forms)
        broken = [line for server in copies for line in server.tracebacks()]
        faults = [*bare_notes.errors, *ours.errors, *broken, *losses(open_store(url), forms)]
    load_report.print_times(ours, bare_notes)
    load_report.print_servers(copies, bare)
    stored = sum(bool(form.upload) for each in forms for form in each)
    print(f"forms stored: {stored}; errors and losses: {len(faults)}", *faults, sep="\n  ")
    sys.exit(bool(faults))


def crowd(servers: Sequence[Watched], minutes: float, people: int, forms: Sequence[Sequence[Sending]]) -> Notes:
    """Lets people at servers, each at one of them, the first with ``forms`` to send; what they met with."""
    addresses = [server.address for server in servers]
    # The first run of a new server imports the app: that is its start, nobody's waiting.
    for address in addresses:
        asyncio.run(_open(address))
    notes = Notes()
    with ExitStack() as stack:
        for server in servers:
            stack.enter_context(server.watching())
        asyncio.run(_crowd(addresses, notes, minutes, people, forms))
    return notes


async def _open(address: str) -> None:
    visitor, _ = await visit(address)
    await visitor.close()


async def _crowd(
    addresses: Sequence[str], notes: Notes, minutes: float, people: int, forms: Sequence[Sequence[Sending]]
) -> None:
    until = time.monotonic() + minutes * 60
    of = [addresses[number % len(addresses)] for number in range(people)]
    senders = [
        sender(of[number], notes, until, random.Random(number), iter(portion)) for number, portion in enumerate(forms)
    ]
    readers = [reader(of[number], notes, until, random.Random(number)) for number in range(len(forms), people)]
    await asyncio.gather(*senders, *readers)


def _prepared(url: str, senders: int, minutes: float) -> list[list[Sending]]:
    """Fills the store with reports and each sender's desk with forms of organizations of his own."""
    project = open_project(settings.data_folder(), url)
    values = consistent(reports(project.plan, ORGANIZATIONS, QUARTERS), project.plan)
    accept(project.engine, File("bench", b"", hashlib.sha256(b"").hexdigest(), len(values)), values, WHO)
    directory = project.directory()
    count = round(minutes * FORMS_A_MINUTE) + 1
    print(f"values: {len(values)}", flush=True)
    portions = (directory.iloc[number * PER_SENDER : (number + 1) * PER_SENDER] for number in range(senders))
    return [list(islice(sendings(project.plan, mine, number), count)) for number, mine in enumerate(portions)]


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'load.sqlite'}"
        return
    with postgres.running() as server:
        yield server.database()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description="Many people at one service.")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--uploading", type=int, default=2)
    parser.add_argument("--copies", type=int, default=1, help="copies of the program that share the database")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    main()
