"""No test depends on how fast the machine is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.patience import until

FILES = sorted(Path(__file__).parent.rglob("*.py"))
# Of the standard library, of Playwright and of Streamlit's AppTest.
LIMITS = {"timeout", "default_timeout", "deadline"}
CLOCKS = {"monotonic", "perf_counter", "process_time"}


def complaints(source: str) -> Iterator[str]:
    """What in a test's source makes it fail on a slow machine."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            for given in node.keywords:
                value = given.value
                if given.arg in LIMITS and isinstance(value, ast.Constant) and isinstance(value.value, int | float):
                    yield f"line {node.lineno}: {given.arg}={value.value}; take tests.patience.PATIENCE"
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if called in ("wait", "result") and node.args and isinstance(node.args[0], ast.Constant):
                yield f"line {node.lineno}: {called}({ast.unparse(node.args[0])}); take tests.patience.PATIENCE"
        if isinstance(node, ast.Assert):
            clocks = {part.attr for part in ast.walk(node.test) if isinstance(part, ast.Attribute)} & CLOCKS
            if clocks:
                yield f"line {node.lineno}: the clock decides"


def test_no_test_has_a_limit_of_time_of_its_own() -> None:
    found = {
        str(path.relative_to(FILES[0].parent)): list(complaints(path.read_text("utf-8")))
        for path in FILES
        if path.name not in ("patience.py", "test_patience.py")
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_limits_are_seen() -> None:
    seen = list(complaints("f(timeout=5)\np.wait(10)\nassert time.monotonic() - began < 9\ng(timeout=LONG)\nh(wait=3)"))
    assert sorted(line.partition(":")[0] for line in seen) == ["line 1", "line 2", "line 3"]


def test_no_property_has_a_deadline() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check


def test_waiting_goes_on_at_once_when_the_condition_is_met() -> None:
    answers = iter([None, 0, "met", "never asked"])
    assert until(lambda: next(answers)) == "met"
