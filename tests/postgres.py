"""A real PostgreSQL server of our own, in a temporary folder, reached over a Unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg

from tests.patience import PATIENCE
from uspekh.store.database.engine import open_store

# The server refuses to run as root; Debian's package makes this user.
SERVER_USER = "postgres"


def binaries() -> Path | None:
    """The folder of the newest server installed, where Debian or the PATH has it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def lacking() -> str:
    """Why no server can be started here; empty when one can."""
    if binaries() is None:
        return "no PostgreSQL server is installed (Debian: apt install postgresql)"
    if os.geteuid() == 0 and _runner() is None:
        return f"root cannot run PostgreSQL and there is no user {SERVER_USER}"
    return ""


class Server:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def database(self) -> str:
        """The SQLAlchemy address of a new database with the tables of this program's shape."""
        return self._address(self._copy_of(self._shaped))

    def empty_database(self) -> str:
        """The SQLAlchemy address of a new database without a table."""
        return self._address(self._copy_of("template0"))

    @cached_property
    def _shaped(self) -> str:
        """The name of the database that the steps have shaped once; others are copies of it."""
        name = self._copy_of("template0")
        open_store(self._address(name)).dispose()
        return name

    def _copy_of(self, template: str) -> str:
        self._made += 1
        name = f"store{self._made}"
        with psycopg.connect(host=str(self.folder), user="uspekh", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def _address(self, name: str) -> str:
        return f"postgresql+psycopg://uspekh@/{name}?host={self.folder}"


@contextmanager
def running(*settings: str) -> Iterator[Server]:
    """A server with these ``name=value`` settings, stopped and erased at the end."""
    folder = Path(tempfile.mkdtemp(prefix="uspekh-pg-"))
    try:
        if _runner():
            shutil.chown(folder, SERVER_USER)
        _run("initdb", "-D", f"{folder}/data", "-U", "uspekh", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = [f"unix_socket_directories={folder}", "listen_addresses=", *settings]
        given = " ".join(f"-c {option}" for option in options)
        _run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-t", str(PATIENCE), "-o", given, "start")
        try:
            yield Server(folder)
        finally:
            _run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _runner() -> str | None:
    if os.geteuid() != 0:
        return None
    return next((entry.pw_name for entry in pwd.getpwall() if entry.pw_name == SERVER_USER), None)


def _run(program: str, *arguments: str) -> None:
    command = [str(binaries() / program), *arguments]
    # The server inherits the outputs: a pipe would wait for its end.
    subprocess.run(command, check=True, user=_runner(), cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
