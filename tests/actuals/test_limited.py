"""The limited process that reads a file: its limits, its end with whoever waits, nothing of the server in it."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tests.actuals import behaviours
from tests.actuals.conftest import HEADINGS, workbook
from tests.patience import PATIENCE, until
from uspekh.actuals.content import unpack_candidates, unpack_content
from uspekh.actuals.limited import interpreter
from uspekh.actuals.limited.child import LENGTHS, Work
from uspekh.actuals.limited.interpreter import Stopped, run_limited
from uspekh.actuals.opening.limits import REFUSALS, Limits, Refusal
from uspekh.settings import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals of Linux")


@pytest.fixture(autouse=True)
def _as_the_program_starts_it(fresh_process, monkeypatch):
    monkeypatch.setattr(interpreter, "_started", fresh_process)


def refusal(function, argument=None, limits=None) -> str:
    with pytest.raises(Refusal) as caught:
        run_limited(function, b"a;b", argument, limits)
    assert str(caught.value) == REFUSALS[caught.value.code]
    return caught.value.code


def has_ended(number: int) -> bool:
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def number_in(pid_file) -> int:
    until(lambda: pid_file.exists() and pid_file.read_text())
    return int(pid_file.read_text())


def test_many_threads_get_each_its_own_answer():
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda n: run_limited(behaviours.echo, b"x" * n, n), range(1, 13)))
    assert answers == [[n, n] for n in range(1, 13)]


def test_a_large_file_goes_in_while_the_answer_comes_out():
    assert run_limited(behaviours.echo, b"x" * 20_000_000, "а" * 1_000_000) == [20_000_000, "а" * 1_000_000]


@linux
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGKILL, "file.too_big"),
        (signal.SIGABRT, "file.too_big"),
        (signal.SIGXCPU, "file.timeout"),
        (signal.SIGSEGV, "file.unreadable"),
        (signal.SIGTERM, "file.unreadable"),
    ],
)
def test_the_death_of_the_process_is_explained(number, code):
    assert refusal(behaviours.die, int(number)) == code


@linux
def test_an_endless_reader_meets_the_limit_of_the_processor():
    assert refusal(behaviours.spin, None, Limits(processor=1)) == "file.timeout"


@linux
def test_a_greedy_reader_meets_the_limit_of_memory():
    assert run_limited(behaviours.hog, b"a;b", 100, Limits(memory=400)) == 100 * 1024 * 1024
    assert refusal(behaviours.hog, 600, Limits(memory=400)) == "file.too_big"


def test_a_reader_that_hangs_is_killed_and_refused(tmp_path):
    assert refusal(behaviours.hang, str(tmp_path / "pid"), Limits(wall=5)) == "file.timeout"
    assert has_ended(number_in(tmp_path / "pid"))


def test_an_answer_is_bounded_by_the_process_and_by_the_server():
    assert run_limited(behaviours.talk, b"a;b", 1000, Limits(answer=3000)) == "а" * 1000
    assert refusal(behaviours.talk, 2000, Limits(answer=3000)) == "file.too_big"
    assert refusal(behaviours.flood, None, Limits(answer=3000)) == "file.too_big"


def test_half_an_answer_is_none():
    assert refusal(behaviours.break_off) == "file.unreadable"


def test_a_fault_of_ours_is_logged_with_its_place_and_no_word_of_the_file(caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(Refusal) as caught:
        run_limited(behaviours.stumble, "Иванов".encode(), None)
    assert caught.value.code == "file.unreadable"
    assert "KeyError in stumble, behaviours.py" in caplog.text and "Иванов" not in caplog.text


def test_a_reading_that_is_stopped_leaves_no_process(tmp_path):
    stop, pid_file = threading.Event(), tmp_path / "pid"
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(run_limited, behaviours.hang, b"a;b", str(pid_file), None, stop)
        number = number_in(pid_file)
        stop.set()
        with pytest.raises(Stopped):
            reading.result(PATIENCE)
    assert has_ended(number)


def test_whoever_breaks_off_waiting_leaves_no_process(tmp_path):
    pid_file = tmp_path / "pid"

    class Broken(threading.Event):
        def is_set(self):
            if pid_file.exists() and pid_file.read_text():
                raise KeyboardInterrupt
            return False

    with pytest.raises(KeyboardInterrupt):
        run_limited(behaviours.hang, b"a;b", str(pid_file), None, Broken())
    assert has_ended(number_in(pid_file))


def test_the_process_ends_with_a_server_that_is_killed(tmp_path):
    pid_file = tmp_path / "pid"
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.actuals import behaviours; "
        "from uspekh.actuals.limited.interpreter import run_limited; from uspekh.actuals.opening.limits import Limits; "
        f"run_limited(behaviours.hang, b'a;b', {str(pid_file)!r}, Limits(wall={3 * PATIENCE}))"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as server:
        number = number_in(pid_file)
        assert not has_ended(number)
        server.kill()
    # Long before its own clock would end it.
    until(lambda: has_ended(number))


def started(function, argument, limits):
    """The process as the server starts it, with its input open: as if the server lived and had forgotten it."""
    child = interpreter._started()
    work = pickle.dumps(Work(function, argument, limits))
    child.stdin.write(LENGTHS.pack(len(work), 3) + work + b"a;b")
    return child


def test_a_process_that_is_forgotten_ends_by_its_own_clock(tmp_path):
    with started(behaviours.hang, str(tmp_path / "pid"), Limits(wall=1)) as child:
        assert child.wait(PATIENCE) == 1


def test_a_process_whose_server_is_gone_before_the_file_came_does_nothing(tmp_path):
    with started(behaviours.hang, str(tmp_path / "pid"), Limits()) as whole:
        number_in(tmp_path / "pid")
        whole.kill()
    child = interpreter._started()
    work = pickle.dumps(Work(behaviours.hang, str(tmp_path / "another"), Limits()))
    out, _ = child.communicate(LENGTHS.pack(len(work), 3) + work + b"a;", timeout=PATIENCE)
    assert out == b"" and not (tmp_path / "another").exists()


@linux
def test_nothing_of_the_server_is_inherited(monkeypatch, tmp_path):
    monkeypatch.setenv("A_SECRET", "1")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        seen = run_limited(behaviours.look_around, b"a;b", None)
    # The three standard ones, the clock's nowhere, and the listing itself.
    assert len(seen["files"]) == 5
    assert "A_SECRET" not in seen["environment"]


def test_the_reader_imports_nothing_heavy():
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import uspekh.actuals.limited.child, uspekh.actuals.reader; "
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    modules = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = {"pandas", "numpy", "streamlit", "sqlalchemy", "pandera", "altair", "openpyxl", "pymorphy3", "rapidfuzz"}
    assert "uspekh" in modules
    assert {name for name in heavy if f"'{name}'" in modules} == set()


TABLE = {
    "sheet": "Показатели", "kind": "component", "row": [2, 3], "subject": ["Ш1", "Ш2"], "part": ["", ""],
    "year": [2021, 2021], "months": [12, 12], "fields": [{"name": "p1", "letters": "D", "values": [1, None]}],
}  # fmt: skip
PROBLEM = {"severity": "info", "code": "row.total", "sheet": "Лист", "cell": "A2", "message": "слова"}
PROJECTS = {"named": ["лето"], "columns": {"лето": [1, 2], "зима": [0, 3]}}
ANSWER = {"tables": [TABLE], "problems": [PROBLEM], "rows": 2, "projects": PROJECTS}


def test_an_answer_of_the_agreed_form_is_taken_as_it_is():
    content = unpack_content(json.loads(json.dumps(ANSWER)))
    assert (content.rows, content.tables[0].fields[0].values, content.problems[0].cell) == (2, [1, None], "A2")


@pytest.mark.parametrize(
    "change",
    [
        {"rows": -1},
        {"rows": True},
        {"rows": "2"},
        {"tables": {}},
        {"tables": [{**TABLE, "row": [2]}]},
        {"tables": [{**TABLE, "row": [2, 2.5]}]},
        {"tables": [{**TABLE, "subject": ["Ш1", 2]}]},
        {"tables": [{**TABLE, "year": [2021, 20210]}]},
        {"tables": [{**TABLE, "months": [13, 12]}]},
        {"tables": [{**TABLE, "fields": [{"name": "p1", "letters": "D", "values": [1]}]}]},
        {"tables": [{**TABLE, "fields": [{"name": "p1", "letters": "D", "values": [1, "два"]}]}]},
        {"tables": [{**TABLE, "fields": [{"name": "p1", "letters": "D", "values": [1, 2**63]}]}]},
        {"tables": [{**TABLE, "fields": [{"name": "p1", "letters": "D", "values": [True, 1]}]}]},
        {"tables": [{**TABLE, "fields": [{"name": "p1", "letters": "d1", "values": [1, 1]}]}]},
        {"tables": [{**TABLE, "fields": [{"name": "p1", "letters": "D", "values": ["а" * 40_000, "б"]}]}]},
        {"projects": ["лето"]},
        {"projects": {**PROJECTS, "named": "лето"}},
        {"projects": {**PROJECTS, "named": [1]}},
        {"projects": {**PROJECTS, "columns": [["лето", 1]]}},
        {"projects": {**PROJECTS, "columns": {"лето": 3}}},
        {"projects": {**PROJECTS, "columns": {"лето": [-1, 2]}}},
        {"projects": {**PROJECTS, "columns": {"лето": [1, 2], "зима": [3]}}},
        {"problems": [{**PROBLEM, "severity": "fatal"}]},
        {"problems": [{**PROBLEM, "cell": "=A2"}]},
        {"problems": [{**PROBLEM, "message": None}]},
        {"problems": [{**PROBLEM, "message": "а" * 20_000}]},
    ],
)
def test_anything_else_is_refused(change):
    with pytest.raises(ValueError):
        unpack_content({**ANSWER, **change})


def test_tables_to_be_matched_are_checked_too():
    offer = {"sheet": "", "row": 0, "cell": "A1", "shape": "ab", "labels": ["а"], "samples": [["1"]]}
    assert unpack_candidates([offer])[0].samples == (("1",),)
    for change in ({"row": None}, {"samples": [1]}, {"labels": "а"}, {"cell": "1A"}):
        with pytest.raises(ValueError):
            unpack_candidates([{**offer, **change}])


def test_a_fresh_process_reads_a_workbook(read):
    reading = read(workbook({"Показатели": [HEADINGS, ["Ш1", 2021, "год", "?", 100, 3]]}))
    assert [(problem.code, problem.cell) for problem in reading.problems] == [("number.text", "D2")]


def test_a_strange_answer_refuses_the_file(read, monkeypatch):
    monkeypatch.setattr("uspekh.actuals.reading.read_file", behaviours.echo)
    reading = read(workbook({"Показатели": [HEADINGS]}))
    assert [problem.code for problem in reading.problems] == ["file.unreadable"]
