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

from packaging.requirements import Requirement

Ask = Callable[[str], list[dict[str, Any]]]
# A version with published faults: whoever does not know them answers for nothing else either.
CANARY = "jinja2==2.10"
HASH = re.compile(r"\s--hash=sha256:[0-9a-f]{64}(?!\S)")


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


def locked(lock: str) -> list[tuple[Requirement, int]]:
    """The packages of a lock, each with the number of its hashes."""
    lines = re.sub(r"\\\n", " ", re.sub(r"(^|\s)#.*", "", lock)).splitlines()
    return [(Requirement(line.split("--hash=")[0].strip()), len(HASH.findall(line))) for line in lines if line.strip()]


def loose(lock: str) -> list[str]:
    """Packages of the lock that leave open which version, or which of its files, is installed."""
    packages = locked(lock)
    versions = [f"the lock leaves a version open: {wanted}" for wanted, _ in packages if not _exact(wanted)]
    return versions + [f"the lock has no hash of: {wanted}" for wanted, hashes in packages if not hashes]


def differing(lock: str, installed: str) -> list[str]:
    """Packages of the lock that are not installed in its version, those for other systems aside."""
    have = {_folded(line) for line in installed.splitlines()}
    wanted = [one for one, _ in locked(lock) if _exact(one) and (one.marker is None or one.marker.evaluate())]
    return [
        f"not installed as the lock says: {one}" for one in wanted if _folded(f"{one.name}{one.specifier}") not in have
    ]


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


def _exact(wanted: Requirement) -> bool:
    return [(one.operator, "*" in one.version) for one in wanted.specifier] == [("==", False)]


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
