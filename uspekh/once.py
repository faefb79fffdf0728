"""A property computed once for an object, by whoever of several threads asks first."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 (used as a decorator)
    """Like ``functools.cached_property``, whose one lock up to Python 3.11 lets all objects of a class wait for one.

    Here those wait who ask the same of the same object.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__
        self.name = compute.__name__

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """The value, kept in the object beside a lock of its own."""
        if instance is None:
            return self
        kept = instance.__dict__
        with kept.setdefault(f"{self.name} lock", RLock()):
            if self.name not in kept:
                kept[self.name] = self.compute(instance)
        return kept[self.name]
