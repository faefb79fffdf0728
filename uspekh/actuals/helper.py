"""The long-lived clean process that forks a limited child for each foreign file (``opening/server.py``)."""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import socket
import subprocess
import threading
import time
from typing import cast

from uspekh.actuals.interpreter import Limits, ask_once, started
from uspekh.actuals.opening.limits import LIMITS, STATUS

_CAN_FORK = all(hasattr(module, name) for module, name in ((os, "fork"), (socket, "send_fds")))
_TRIES = 2
_PATIENCE = 5.0
_CHUNK = 1 << 20


class Gone(Exception):
    """The helper ended before it told how its child had ended."""


class Helper:
    """The helper and its control socket; it is started when first asked, and again after its death."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, content: bytes, limits: Limits) -> tuple[bytes, int]:
        """What the child answered, and its exit code (of a signal: negative). Any thread may ask.

        Raises ``TimeoutError`` after ``limits.wall`` seconds, and ``Gone``. However this ends, the child does too.
        """
        deadline = time.monotonic() + limits.wall
        file, for_child = socket.socketpair()
        told, for_helper = socket.socketpair()
        with file, told:
            with for_child, for_helper:
                control = self._hand_over(for_child, for_helper)
            with contextlib.suppress(ConnectionError):  # the child ended early: its status says why
                _send(file, content, limits, deadline)
            answer, status = _received(file, told, deadline)
        if len(status) < STATUS.size:
            self.stop(control)
            raise Gone
        return answer, STATUS.unpack(status)[0]

    def stop(self, control: socket.socket | None = None) -> None:
        """Ends the helper and its children; nothing if it is no longer that of ``control``."""
        with self._lock:
            if control is None or control is self._control:
                self._stop()

    def _hand_over(self, *sockets: socket.socket) -> socket.socket:
        with self._lock:
            control = self._control or self._start()
            try:
                socket.send_fds(control, [b"\0"], [each.fileno() for each in sockets])
            except OSError as error:
                self._stop()
                raise Gone from error
        return control

    def _start(self) -> socket.socket:
        self._control, theirs = socket.socketpair()
        self._control.settimeout(_PATIENCE)
        with theirs:
            number = theirs.fileno()
            nothing = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
            # A session of its own: Ctrl+C in the terminal is the server's to handle.
            self._process = started("server", number, pass_fds=[number], start_new_session=True, **nothing)
        return self._control

    def _stop(self) -> None:
        if self._control is not None and self._process is not None:
            self._control.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


_helper = Helper()


def ask(content: bytes, limits: Limits) -> tuple[bytes, int]:
    """The answer of a limited process about a file, and its exit code. Raises ``TimeoutError``."""
    for _ in range(_TRIES if _CAN_FORK else 0):
        with contextlib.suppress(Gone):
            return _helper.ask(content, limits)
    return ask_once(content, limits)


def _send(file: socket.socket, content: bytes, limits: Limits, deadline: float) -> None:
    numbers = (limits.memory, limits.processor, limits.unpacked, limits.cells, limits.wall)
    for part in (LIMITS.pack(*numbers), content):
        file.settimeout(_left(deadline))
        file.sendall(part)
    file.shutdown(socket.SHUT_WR)


def _received(file: socket.socket, told: socket.socket, deadline: float) -> tuple[bytes, bytes]:
    """All that comes from either, until both other ends are closed; nothing where the helper ended untold."""
    parts: dict[socket.socket, list[bytes]] = {file: [], told: []}
    with selectors.DefaultSelector() as open_ends:
        for each in parts:
            open_ends.register(each, selectors.EVENT_READ)
        while open_ends.get_map():
            for key, _ in open_ends.select(_left(deadline)):
                each = cast("socket.socket", key.fileobj)
                if chunk := _chunk(each):
                    parts[each].append(chunk)
                elif each is told and not parts[told]:
                    return b"", b""
                else:
                    open_ends.unregister(each)
    return b"".join(parts[file]), b"".join(parts[told])


def _chunk(sender: socket.socket) -> bytes:
    with contextlib.suppress(ConnectionError):
        return sender.recv(_CHUNK)
    return b""


def _left(deadline: float) -> float:
    if (left := deadline - time.monotonic()) > 0:
        return left
    raise TimeoutError


def _forget() -> None:
    """A fork of this process must not speak over the socket of its parent."""
    global _helper
    _helper = Helper()


atexit.register(lambda: _helper.stop())
if _CAN_FORK:
    os.register_at_fork(after_in_child=_forget)
