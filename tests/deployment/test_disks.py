"""A disk that is full or may not be written to: every command says so in a sentence, and no part of a file is left."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.disks import answers_on, fill, read_only, tmpfs
from tests.store.test_upgrading import unnumbered
from tests.store.test_uploads import load
from tests.tidy import people, tidy
from uspekh.__main__ import cli
from uspekh.store.database.engine import open_store

pytestmark = pytest.mark.thorough
WRITING = ("backup {}/out.zip", "template {}/out.xlsx", "report {}/out.docx")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An SQLite store with something in it, alone in its folder."""
    file = tmp_path / "database" / "store.sqlite"
    file.parent.mkdir()
    engine = open_store(f"sqlite:///{file}")
    load(engine, tidy(*(people(f"Ш{number}", 2023, p1_engaged=number) for number in range(300))))
    engine.dispose()
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where commands are told to write."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def moved_to(folder: Path, database: Path) -> str:
    """A shell line that copies a database onto the disk at the folder."""
    return f"cp {database} {folder}/store.sqlite"


def refused(answer: tuple[int, str], *words: str) -> None:
    code, output = answer
    assert (code, output.count("\n")) == (1, 1), output
    for word in words:
        assert word in output


def test_whatever_writes_a_file_says_that_the_disk_is_full_and_leaves_no_part_of_it(database, folder) -> None:
    lines = [f"uspekh {call.format(folder)}" for call in WRITING]
    *answers, look = answers_on(tmpfs(folder, "64k", full=True), f"sqlite:///{database}", *lines, f"ls -A {folder}")
    for answer in answers:
        refused(answer, "Не удалось записать", "на диске нет места; файла нет")
    assert look == (0, "filling\n")


def test_an_earlier_file_stays_when_there_is_no_room_for_the_new_one(database, folder) -> None:
    disk = "\n".join([tmpfs(folder, "64k"), f"echo earlier > {folder}/out.zip", fill(folder)])
    answer, earlier = answers_on(
        disk, f"sqlite:///{database}", f"uspekh backup {folder}/out.zip", f"cat {folder}/out.zip"
    )
    refused(answer, "на диске нет места; прежний файл остался как был")
    assert earlier == (0, "earlier\n")


def test_a_folder_that_may_not_be_written_to_is_said(database, folder) -> None:
    lines = [f"uspekh {call.format(folder)}" for call in WRITING]
    for answer in answers_on(read_only(folder), f"sqlite:///{database}", *lines):
        refused(answer, "диск открыт только для чтения")
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_and_a_device_are_said(database, folder) -> None:
    lines = [f"uspekh backup {folder}/none/out.zip", "uspekh backup /dev/full"]
    missing, device = answers_on("true", f"sqlite:///{database}", *lines)
    refused(missing, "такой папки нет")
    refused(device, "это не обычный файл")
    assert Path("/dev/full").is_char_device()


def test_an_answer_that_cannot_be_printed_is_said(database) -> None:
    python = f"{sys.executable} -m uspekh"
    lines = [f"{python} {command} 2>&1 >/dev/full" for command in ("status --json", "uploads --json", "health")]
    for answer in answers_on("true", f"sqlite:///{database}", *lines):
        refused(answer, "Ответ не выводится: на диске нет места")


def test_a_file_that_may_not_be_read_is_said(database, folder, monkeypatch) -> None:
    unread = folder / "отчёт.xlsx"
    unread.write_bytes(b"")

    usual = Path.open

    def forbidden(path: Path, *arguments: Any, **more: Any) -> Any:
        if path == unread:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return usual(path, *arguments, **more)

    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setattr(Path, "open", forbidden)  # an administrator of the machine reads everything
    done = CliRunner().invoke(cli, ["check", str(unread)])
    refused((done.exit_code, done.output), f"{unread}: нет права доступа")


def test_a_read_only_database_is_said_as_such_by_health_and_by_commands(database) -> None:
    lines = [f"uspekh {command}" for command in ("health", "uploads", "undo 1")]
    for answer in answers_on(read_only(database.parent), f"sqlite:///{database}", *lines):
        refused(answer, "База данных открыта только для чтения")


def test_a_full_disk_of_the_database_is_said_by_health_and_by_commands(database, folder) -> None:
    disk = "\n".join([tmpfs(folder, "3m"), moved_to(folder, database), fill(folder)])
    for answer in answers_on(disk, f"sqlite:///{folder}/store.sqlite", "uspekh health", "uspekh undo 1"):
        refused(answer, "На диске базы данных нет места")


def test_little_room_is_said_before_it_is_gone(database, folder) -> None:
    disk = "\n".join([tmpfs(folder, "16m"), moved_to(folder, database)])
    (answer,) = answers_on(disk, f"sqlite:///{folder}/store.sqlite", "uspekh health")
    refused(answer, "На диске базы данных", "мало места: свободно 1", "нужно не меньше 200 МБ")


def test_a_full_disk_of_temporary_files_is_said(database, folder) -> None:
    disk = f"{tmpfs(folder, '1m')}\nexport TMPDIR={folder}"
    (answer,) = answers_on(disk, f"sqlite:///{database}", "uspekh health")
    refused(answer, "На диске временных файлов", "мало места: свободно 1 МБ")


def test_an_upgrade_waits_until_there_is_room_for_the_copy_made_before_it(tmp_path, folder) -> None:
    old = tmp_path / "old.sqlite"
    unnumbered(f"sqlite:///{old}")
    # Room for what SQLite keeps beside a database, and not for a second one.
    kilobytes = old.stat().st_size // 1024 + 48
    disk = "\n".join([tmpfs(folder, "4m"), f"mount -o remount,size={kilobytes}k {folder}", moved_to(folder, old)])
    lines = ["uspekh uploads", f"ls {folder}", f"mount -o remount,size=4m {folder}", "uspekh uploads"]
    refusal, look, _, answer = answers_on(disk, f"sqlite:///{folder}/store.sqlite", *lines)
    refused(refusal, "На диске базы данных нет места")
    assert ".before-" not in look[1]
    assert answer[0] == 0 and "a.xlsx" in answer[1]
