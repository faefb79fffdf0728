"""The helper that forks a limited child for each file: it ends with its server, comes back after a death, tells why."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psutil
import pytest

from tests.actuals.conftest import workbook
from tests.patience import PATIENCE, until
from uspekh.actuals import helper
from uspekh.actuals.interpreter import Limits
from uspekh.actuals.opening import server
from uspekh.actuals.workbook import REFUSALS, Refusal, open_workbook
from uspekh.settings import ROOT

# Longer than anybody waits.
SLEEP = f"import time; time.sleep({4 * PATIENCE})"
CONTENT = workbook({"Лист": [[1, "слово"]]})
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc, and processes are forked")

# The helper's child with its reading replaced: what a reader may do to its process.
DOING = """
import os, sys
sys.path.insert(0, {root!r})
from uspekh.actuals.opening import server
def answer_to(content, *limits):
    {body}
server.answer_to = answer_to
server.main()
"""


@contextmanager
def helper_whose_child(monkeypatch, body):
    """A helper whose children do ``body`` instead of reading."""

    def started(module, *arguments, **pipes):
        code = DOING.format(root=str(ROOT), body=body)
        return subprocess.Popen([sys.executable, "-I", "-c", code, *map(str, arguments)], env={}, **pipes)

    monkeypatch.setattr(helper, "started", started)
    monkeypatch.setattr(helper, "_helper", made := helper.Helper())
    yield made
    made.stop()


def opened() -> list[object]:
    (sheet,) = open_workbook(CONTENT)
    return [column[0] for column in sheet.columns]


def process() -> psutil.Process:
    return psutil.Process(helper._helper._process.pid)


def test_one_process_serves_file_after_file_and_leaves_no_children():
    opened()
    first = process()
    assert opened() == [1, "слово"]
    assert process() == first
    until(lambda: not first.children())


def test_a_helper_killed_between_files_is_started_again():
    opened()
    (first := process()).kill()
    assert opened() == [1, "слово"]
    assert process() != first


def test_a_helper_killed_during_a_file_does_not_cost_the_file(monkeypatch, tmp_path):
    # The first child kills its parent and hangs; the second finds that done and answers.
    body = (
        "import pathlib, time; mark = pathlib.Path(content.decode())\n"
        f"    if not mark.exists(): mark.touch(); os.kill(os.getppid(), 9); time.sleep({4 * PATIENCE})\n"
        "    return b'read'"
    )
    with helper_whose_child(monkeypatch, body) as made:
        asked = helper.ask(str(tmp_path / "mark").encode(), Limits(wall=2 * PATIENCE))
        assert asked == (b"read", 0)
        assert made._process.poll() is None


def test_a_helper_that_never_lives_is_replaced_by_a_fresh_interpreter(monkeypatch):
    def dying(module, *arguments, **pipes):
        return subprocess.Popen([sys.executable, "-I", "-c", ""], **pipes)

    monkeypatch.setattr(helper, "started", dying)
    monkeypatch.setattr(helper, "_helper", helper.Helper())
    assert opened() == [1, "слово"]


def test_a_system_that_cannot_fork_reads_in_a_fresh_interpreter(monkeypatch):
    monkeypatch.setattr(helper, "_CAN_FORK", False)
    monkeypatch.setattr(helper, "_helper", None)
    assert opened() == [1, "слово"]


def test_many_threads_at_once():
    contents = [workbook({"Лист": [[number]]}) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        sheets = list(threads.map(open_workbook, contents))
    assert [sheet.columns[0][0] for (sheet,) in sheets] == list(range(40))


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
def test_the_death_of_a_child_is_told(monkeypatch, number, code):
    with helper_whose_child(monkeypatch, f"os.kill(os.getpid(), {int(number)})"), pytest.raises(Refusal) as caught:
        open_workbook(CONTENT)
    assert (caught.value.code, str(caught.value)) == (code, REFUSALS[code])


def test_an_endless_reader_meets_the_limit_of_the_processor(monkeypatch):
    body = "from uspekh.actuals.opening.limits import limit; limit(1024, 1)\n    while True: pass"
    with helper_whose_child(monkeypatch, body), pytest.raises(Refusal) as caught:
        open_workbook(CONTENT)
    assert caught.value.code == "file.timeout"


def test_a_reader_that_hangs_is_killed_and_the_helper_lives_on(monkeypatch):
    with helper_whose_child(monkeypatch, SLEEP) as made:
        with pytest.raises(Refusal) as caught:
            open_workbook(CONTENT, Limits(wall=1))
        assert caught.value.code == "file.timeout"
        until(lambda: not psutil.Process(made._process.pid).children())
        assert made._process.poll() is None


def test_a_file_that_nobody_waits_for_is_dropped(monkeypatch):
    with helper_whose_child(monkeypatch, SLEEP) as made:

        def cancelled(*_):
            until(psutil.Process(made._process.pid).children)
            raise KeyboardInterrupt

        monkeypatch.setattr(helper, "_send", cancelled)
        with pytest.raises(KeyboardInterrupt):
            open_workbook(CONTENT)
        until(lambda: not psutil.Process(made._process.pid).children())


@contextmanager
def child_of_a_killed_helper(monkeypatch, body, limits):
    """The process of a child that does ``body``, after its helper was killed."""
    with helper_whose_child(monkeypatch, body) as made, ThreadPoolExecutor(1) as thread:
        monkeypatch.setattr(helper, "_TRIES", 1)
        asked = thread.submit(helper.ask, CONTENT, limits)
        until(lambda: made._process and psutil.Process(made._process.pid).children())
        (child,) = psutil.Process(made._process.pid).children()
        made._process.kill()
        yield child
        asked.result()


def test_a_hung_child_is_killed_with_its_helper(monkeypatch):
    # Long before its own clock would end it.
    with child_of_a_killed_helper(monkeypatch, SLEEP, Limits(wall=2 * PATIENCE)) as child:
        until(lambda: gone(child.pid))


def test_where_children_are_not_killed_with_it_a_hung_child_ends_by_its_own_clock(monkeypatch):
    # What a parent's death sends is taken back: nothing.
    body = f"import ctypes; ctypes.CDLL(None).prctl(1, 0); {SLEEP}"
    with child_of_a_killed_helper(monkeypatch, body, Limits(wall=2)) as child:
        until(lambda: gone(child.pid))


def test_a_child_whose_helper_is_gone_at_its_birth_does_not_begin():
    code = "from uspekh.actuals.opening.limits import end_with; end_with(1); print('began')"
    born = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (born.returncode, born.stdout) == (1, b"")


# A server of its own: reads a file, prints the helper's number, and does the rest of the line.
SERVER = (
    "import sys; sys.path.insert(0, {root!r}); from uspekh.actuals import helper, workbook; "
    "workbook.open_workbook(b'a;b'); print(helper._helper._process.pid, flush=True); {then}"
)


def server_process(then: str) -> subprocess.Popen[bytes]:
    code = SERVER.format(root=str(ROOT), then=then)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)


def test_the_helper_ends_with_a_server_that_is_killed():
    with server_process(SLEEP) as process:
        number = int(process.stdout.readline())
        process.kill()
    until(lambda: gone(number))


def test_the_helper_has_ended_when_the_server_exits():
    with server_process("") as process:
        number = int(process.stdout.readline())
    assert gone(number)


def gone(number: int) -> bool:
    return not psutil.pid_exists(number) or psutil.Process(number).status() == psutil.STATUS_ZOMBIE


def test_a_fork_of_the_server_has_a_helper_of_its_own():
    then = (
        "import os; pid = os.fork(); workbook.open_workbook(b'a;b'); "
        "print(helper._helper._process.pid, flush=True); pid and os.waitpid(pid, 0)"
    )
    with server_process(then) as process:
        numbers = [int(line) for line in process.stdout]
    assert len(numbers) == 3 and len(set(numbers)) == 2


def test_nothing_of_the_server_is_inherited(monkeypatch, tmp_path):
    monkeypatch.setenv("A_SECRET", "1")
    body = "return repr((sorted(os.listdir('/proc/self/fd')), dict(os.environ))).encode()"
    with (tmp_path / "open").open("w") as file, helper_whose_child(monkeypatch, body):
        os.set_inheritable(file.fileno(), True)
        answer, _ = helper.ask(CONTENT, Limits())
    numbers, environment = eval(answer)  # noqa: S307
    # The three standard ones, the file's socket, the pipe whose end tells of the child's, and the listing itself.
    assert len(numbers) == 6
    assert "A_SECRET" not in environment


def test_a_child_has_nothing_of_its_siblings(monkeypatch):
    body = (
        "import time; time.sleep(0.5) if content == b'first' else None\n"
        "    return str(len(os.listdir('/proc/self/fd'))).encode()"
    )
    with helper_whose_child(monkeypatch, body), ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda content: helper.ask(content, Limits())[0], [b"first"] * 3 + [b"last"]))
    assert answers == [b"6"] * 4


def test_the_helper_answers_nothing_but_its_socket():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.shutdown(socket.SHUT_WR)
        server.Server(theirs).serve()
