"""Limited processes of tests: copies of one that has imported the reader, where the program starts an interpreter.

What such a process does with a file is the same (``uspekh.actuals.limited.child.main``), and so are its limits; what is
spared is the quarter of a second in which an interpreter starts and imports. Fresh ones are started by
``tests/actuals/test_limited.py``, by every command that runs as a process, and by every server.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from tests.patience import PATIENCE
from uspekh.settings import ROOT

_PROGRAM = """
import os, select, signal, socket, sys
root, requests = sys.argv[1], socket.socket(fileno=int(sys.argv[2]))
sys.path.insert(0, root)
sys.modules.update(dict.fromkeys(("numpy", "lxml")))
from uspekh.actuals.limited import child
from uspekh.actuals import reader, returning
from uspekh.actuals.personal import dictionary
import openpyxl, rapidfuzz.fuzz, rapidfuzz.process, xlrd
dictionary.look_up("анна")

def watch(control, pipes):
    # A reader in a process of its own, ended when whoever waits for it asks or is gone; its status is the answer.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    over, ends_with_reader = os.pipe()
    reader = os.fork()
    if not reader:
        control.close()
        os.close(over)
        for number, pipe in enumerate(pipes):
            os.dup2(pipe, number)
            os.close(pipe)
        child.main()
    for pipe in pipes:
        os.close(pipe)
    os.close(ends_with_reader)
    if over not in select.select([over, control], [], [])[0]:
        os.kill(reader, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
    control.send(str(status).encode())
    os._exit(0)

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    message, files, *_ = socket.recv_fds(requests, 1, 3)
    if not message:
        break
    control = socket.socket(fileno=files[0])
    if not os.fork():
        requests.close()
        watch(control, files[1:])
    control.close()
    for pipe in files[1:]:
        os.close(pipe)
"""


class Forked:
    """A reading process, with what the program uses of ``subprocess.Popen``."""

    def __init__(self, requests: socket.socket) -> None:
        self.returncode: int | None = None
        self._control, theirs = socket.socketpair()
        read, write_end = os.pipe()
        read_end, write = os.pipe()
        self.stdin, self.stdout = os.fdopen(write_end, "wb", 0), os.fdopen(read_end, "rb", 0)
        socket.send_fds(requests, [b"1"], [theirs.fileno(), read, write])
        theirs.close()
        os.close(read)
        os.close(write)

    def kill(self) -> None:
        """Ends the process, if it has not ended."""
        if self.returncode is None:
            self._control.shutdown(socket.SHUT_WR)

    def wait(self) -> int:
        """The exit status, negative for a signal."""
        if self.returncode is None:
            self._control.settimeout(PATIENCE)
            self.returncode = int(self._control.recv(16))
        return self.returncode

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdin.close()
        self.stdout.close()
        self.wait()
        self._control.close()


@contextmanager
def reading_processes() -> Iterator[Callable[[], Forked]]:
    """Starts copies of one process, which is made when the first is needed and ends with the last line of the block."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    @cache
    def first() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, str(ROOT), str(theirs.fileno())]
        null = subprocess.DEVNULL
        return subprocess.Popen(command, env={}, pass_fds=[theirs.fileno()], stdin=null, stdout=null, stderr=null)

    def start() -> Forked:
        with lock:
            first()
        return Forked(ours)

    lock = threading.Lock()
    with ours:
        yield start
    theirs.close()
    if first.cache_info().currsize:
        first().wait(PATIENCE)
