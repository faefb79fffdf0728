"""Disks that are tiny, full or read-only, in a namespace of a process's own: nothing of this machine is touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.serving import ROOT

_END = "exit status: "
_ALONE = ["unshare", "--user", "--map-root-user", "--mount"]


@cache
def lacking() -> str:
    """Why no disk can be mounted here; empty when one can."""
    if shutil.which("unshare") is None:
        return "no unshare is installed (Debian: util-linux)"
    tried = subprocess.run([*_ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, text=True)
    return f"no disk can be mounted here: {tried.stderr.strip()}" if tried.returncode else ""


def answers_on(disk: str, url: str, *lines: str) -> list[tuple[int, str]]:
    """Exit status and answer of each shell line where the shell lines ``disk`` have made a disk.

    ``uspekh`` in a line is the command line on the database at ``url``.
    """
    if reason := lacking():
        pytest.skip(reason)
    head = f'uspekh() {{ {sys.executable} -m uspekh "$@" 2>&1; }}\nset -e\n{disk}\nset +e'
    script = "\n".join([head, *(f'{line}\necho "{_END}$?"' for line in lines)])
    env = os.environ | {"USPEKH_DATABASE_URL": url}
    done = subprocess.run([*_ALONE, "sh", "-c", script], cwd=ROOT, env=env, capture_output=True, text=True)
    parts = re.split(rf"{_END}(\d+)\n", done.stdout)
    assert len(parts) == 2 * len(lines) + 1, done
    return [(int(code), said) for said, code in zip(parts[::2], parts[1::2], strict=False)]


def tmpfs(folder: Path, size: str, *, full: bool = False) -> str:
    """Shell lines that mount a disk of this size at the folder; ``full``: and leave no room on it."""
    return f"mount -t tmpfs -o size={size} tmpfs {folder}" + (f"\n{fill(folder)}" if full else "")


def fill(folder: Path) -> str:
    """A shell line that leaves no room on the disk of a folder; the file is called ``filling``."""
    return f"dd if=/dev/zero of={folder}/filling 2>/dev/null || true"


def read_only(folder: Path) -> str:
    """Shell lines that make a folder a disk that may not be written to."""
    return f"mount -o bind {folder} {folder} && mount -o remount,bind,ro {folder}"
