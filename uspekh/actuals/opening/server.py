"""The clean helper process: for each file it is asked about it forks a child with limits.

Nothing of a file is ever read in the helper itself. Over its control socket it is handed two sockets for each file:
one for the child (limits and content in, the answer out), one on which the helper tells how the child ended. A closed
second socket means that nobody waits any more: the child is killed. So is every child once the control socket closes
or the helper is killed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass

from uspekh.actuals.opening.limits import LIMITS, STATUS, end_with
from uspekh.actuals.opening.process import answer_to


@dataclass(frozen=True)
class Child:
    """A child at work. ``life`` hangs up when it ends, ``waiting`` when nobody waits for it."""

    pid: int
    life: int
    waiting: socket.socket


class Server:
    """The helper's loop over one control socket."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: dict[int, Child] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Answers until the other end of the control socket is closed."""
        while True:
            numbers = [number for number, _ in self._poll.poll()]
            for number in numbers:
                if child := self._children.get(number):
                    self._finish(child, kill=number != child.life)
            # Last: a new child's sockets may bear the numbers of those just closed.
            if self._control.fileno() in numbers and not self._accept():
                return self._end()

    def _accept(self) -> bool:
        """Starts a child for the next file; False where there will be none."""
        message, sockets, _, _ = socket.recv_fds(self._control, 1, 2)
        if not message:
            return False
        file, waiting = (socket.socket(fileno=number) for number in sockets)
        life, held = os.pipe()
        helper = os.getpid()
        pid = os.fork()
        if not pid:
            end_with(helper)
            os.close(life)
            self._leave(waiting)
            work(file)
        os.close(held)
        file.close()
        child = Child(pid, life, waiting)
        for number in (life, waiting.fileno()):
            self._children[number] = child
            self._poll.register(number, select.POLLHUP)
        return True

    def _leave(self, waiting: socket.socket) -> None:
        """In the child: closes all that belongs to the helper and to other children."""
        for each in (self._control, waiting, *(child.waiting for child in self._children.values())):
            each.close()
        for life in {child.life for child in self._children.values()}:
            os.close(life)

    def _finish(self, child: Child, *, kill: bool) -> None:
        """Tells how a child ended."""
        if kill:
            os.kill(child.pid, signal.SIGKILL)
        _, status = os.waitpid(child.pid, 0)
        for number in (child.life, child.waiting.fileno()):
            self._poll.unregister(number)
            del self._children[number]
        os.close(child.life)
        with contextlib.suppress(OSError):  # nobody waits
            child.waiting.sendall(STATUS.pack(os.waitstatus_to_exitcode(status)))
        child.waiting.close()

    def _end(self) -> None:
        for child in set(self._children.values()):
            self._finish(child, kill=True)


def work(file: socket.socket) -> None:
    """In the child: answers for one file and ends."""
    status = 1
    try:
        memory, processor, unpacked, cells, wall = LIMITS.unpack(file.recv(LIMITS.size, socket.MSG_WAITALL))
        # Should the helper be killed where children are not killed with it, they still end.
        signal.alarm(wall + 1)
        with file.makefile("rb") as stream:
            content = stream.read()
        file.sendall(answer_to(content, memory, processor, unpacked, cells))
        status = 0
    finally:
        os._exit(status)


def main() -> None:
    """Serves the control socket whose number is the argument."""
    # The objects of the imports stay where they are: children share their pages.
    gc.disable()
    gc.freeze()
    Server(socket.socket(fileno=int(sys.argv[1]))).serve()
