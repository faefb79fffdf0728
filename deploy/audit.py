"""Known faults of what is installed, by pip-audit; and the lock itself, which is reviewed in any case.

Arguments: the interpreter of the environment that is judged, the program pip-audit, the lock.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[str], list[dict[str, Any]]]
# A version with published faults: whoever does not know them answers for nothing else either.
CANARY = "jinja2==2.10"
PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[A-Za-z0-9,._-]+\])?==[A-Za-z0-9.+!_-]+")


class NoAnswer(Exception):
    """pip-audit gave no answer; the argument is its last word."""


def pip_audit(program: str) -> Ask:
    """Asks about requirements, a line each: ``name``, and ``vulns`` or ``skip_reason``. Raises ``NoAnswer``."""

    def ask(requirements: str) -> list[dict[str, Any]]:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(requirements)
            file.flush()
            command = [
                program,
                "-r",
                file.name,
                "--no-deps",
                "--disable-pip",
                "--progress-spinner",
                "off",
                "-f",
                "json",
            ]
            done = subprocess.run(command, capture_output=True, text=True)
        try:
            return json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError) as error:
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise NoAnswer(last) from error

    return ask


def unreachable(ask: Ask) -> str | None:
    """Why the service of faults cannot be relied on here; none when it knows the canary's."""
    try:
        (answer,) = ask(CANARY)
    except NoAnswer as error:
        return str(error)
    return None if answer.get("vulns") else answer.get("skip_reason", f"it knows no fault of {CANARY}")


def faults(ask: Ask, installed: str) -> list[str]:
    """What is wrong with the installed packages: a known fault, or a package that was not judged."""
    found = []
    for package in ask(installed):
        name = f"{package['name']} {package.get('version', '')}".strip()
        found += [f"{name}: {fault['id']}, mended in {fault['fix_versions']}" for fault in package.get("vulns", [])]
        if "skip_reason" in package:
            found.append(f"{name}: not judged: {package['skip_reason']}")
    return found


def loose(lock: str) -> list[str]:
    """Lines of the lock that leave the version open."""
    lines = [line.split("#")[0].strip() for line in lock.splitlines()]
    return [f"the lock leaves a version open: {line}" for line in lines if line and not PINNED.fullmatch(line)]


def differing(lock: str, installed: str) -> list[str]:
    """Packages of the lock that are not installed in its version."""
    have = {_folded(line) for line in installed.splitlines()}
    wanted = [line.split("#")[0].strip() for line in lock.splitlines()]
    plain = [re.sub(r"\[.*?\]", "", line) for line in wanted if PINNED.fullmatch(line)]
    return [f"not installed as the lock says: {line}" for line in plain if _folded(line) not in have]


def main(python: str, program: str, lock: str) -> int:
    """Prints what was found; exit status 1 for any finding."""
    text = Path(lock).read_text("utf-8")
    installed = _said(python, "freeze")
    found = [*loose(text), *differing(text, installed), *_conflicts(python)]
    ask = pip_audit(program)
    reason = unreachable(ask)
    count = len(installed.splitlines())
    if reason is None:
        found += faults(ask, installed)
        print(f"pip-audit judged {count} installed packages.")
    else:
        print(f"NOT JUDGED BY PIP-AUDIT: its service of known faults cannot be reached here ({reason}).")
        print(
            f"Instead: whether the lock pins every version, and whether the {count} installed packages agree with it."
        )
    print("\n".join(found) or "No findings.")
    return 1 if found else 0


def _conflicts(python: str) -> list[str]:
    done = subprocess.run([python, "-m", "pip", "check"], capture_output=True, text=True)
    return done.stdout.strip().splitlines() if done.returncode else []


def _said(python: str, word: str) -> str:
    return subprocess.run([python, "-m", "pip", word], check=True, capture_output=True, text=True).stdout


def _folded(line: str) -> str:
    name, _, version = line.partition("==")
    return f"{re.sub(r'[-_.]+', '-', name).lower()}=={version}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
