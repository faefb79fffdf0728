"""What is computed once for an object: a property by whoever of several threads asks first, a method by arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Any, Generic, ParamSpec, TypeVar, overload

T = TypeVar("T")
P = ParamSpec("P")


class once(Generic[T]):  # noqa: N801 (used as a decorator)
    """Like ``functools.cached_property``, whose one lock up to Python 3.11 lets all objects of a class wait for one.

    Here those wait who ask the same of the same object.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__
        # Not the name of the attribute: what a subclass adds to it must never be passed by.
        self.name = compute.__qualname__

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        """The value, kept in the object beside a lock of its own."""
        if instance is None:
            return self
        values = instance.__dict__
        with values.setdefault(f"{self.name} lock", RLock()):
            if self.name not in values:
                values[self.name] = self.compute(instance)
        value: T = values[self.name]
        return value


def remembered(method: Callable[P, T]) -> Callable[P, T]:
    """A method whose answers are kept in the object by its arguments, all of which can be hashed."""

    @wraps(method)
    def answer(*arguments: P.args, **named: P.kwargs) -> T:
        instance, *rest = arguments
        key = (method.__qualname__, *rest, *sorted(named.items()))
        answers = instance.__dict__.setdefault("answers", {})
        if key not in answers:
            answers[key] = method(*arguments, **named)
        answered: T = answers[key]
        return answered

    return answer
