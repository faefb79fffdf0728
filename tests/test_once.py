"""A property computed once, while nobody waits for another object."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from tests.patience import PATIENCE
from uspekh.once import once, remembered


@dataclass(frozen=True)
class Counted:
    made: list
    gate: threading.Event

    @once
    def value(self) -> int:
        """How many times it was computed, counting this one."""
        self.gate.wait(PATIENCE)
        self.made.append(1)
        return len(self.made)


def test_eight_threads_that_ask_at_once_compute_it_once():
    shared = Counted([], threading.Event())
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(lambda: shared.value) for _ in range(8)]
        shared.gate.set()
        assert [one.result() for one in asked] == [1] * 8
    assert shared.made == [1]


def test_another_object_does_not_wait():
    slow, quick = Counted([], threading.Event()), Counted([], threading.Event())
    quick.gate.set()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: slow.value)
        assert quick.value == 1
        assert not waiting.done()
        slow.gate.set()
        assert waiting.result() == 1


def test_a_copy_computes_its_own():
    first = Counted([], threading.Event())
    first.gate.set()
    assert (first.value, replace(first).value, first.value) == (1, 2, 1)


class Screened(Counted):
    @once
    def value(self) -> int:
        """The value of the class above, never shown without what is added here."""
        return super().value + 100


def test_what_a_subclass_adds_is_never_passed_by():
    shared = Screened([], threading.Event())
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(lambda: shared.value) for _ in range(4)]
        shared.gate.set()
        assert {one.result() for one in asked} == {101}


def test_a_method_is_asked_once_for_the_same_arguments():
    class Asked:
        times = 0

        @remembered
        def twice(self, number: int, *, more: int = 0) -> int:
            self.times += 1
            return 2 * number + more

    one, other = Asked(), Asked()
    assert [one.twice(2), one.twice(2), one.twice(3), one.twice(2, more=1)] == [4, 4, 6, 5]
    assert (one.times, other.times) == (3, 0)
