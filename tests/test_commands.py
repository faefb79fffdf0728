"""The command line imports what a command needs and no more, so that each starts at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Libraries that take longer to import than the command takes to work.
HEAVY = {"altair", "docx", "docxtpl", "pptx", "openpyxl", "xlsxwriter", "streamlit"}


def imported(*arguments: str, url: str) -> set[str]:
    """Top-level modules that a command has imported when it ends."""
    program = (
        "import runpy, sys, atexit\n"
        "atexit.register(lambda: print('\\nIMPORTED', *{name.partition('.')[0] for name in sys.modules}))\n"
        f"sys.argv = ['uspekh', *{list(arguments)!r}]\n"
        "runpy.run_module('uspekh', run_name='__main__')\n"
    )
    environment = {"USPEKH_DATABASE_URL": url, "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    return set(done.stdout.rpartition("IMPORTED")[2].split())


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], HEAVY | {"pandas", "numpy", "sqlalchemy", "pandera"}),
        (["report", "--help"], {"streamlit"}),
        (["uploads"], HEAVY | {"pandera", "rapidfuzz", "scipy"}),
        (["audit"], HEAVY | {"sqlalchemy"}),
        (["status"], HEAVY),
        (["check", "--help"], HEAVY),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_command_does_not_import_what_others_need(arguments, absent, tmp_path):
    names = imported(*arguments, url=f"sqlite:///{tmp_path / 'store.sqlite'}")
    assert "click" in names
    assert not names & absent


def test_help_lists_every_command_with_what_it_does(tmp_path):
    from click.testing import CliRunner

    from uspekh.commands import cli
    from uspekh.commands.group import COMMANDS

    answer = CliRunner().invoke(cli, ["--help"])
    assert answer.exit_code == 0
    for name, (_, title) in COMMANDS.items():
        assert name in answer.output
        alone = CliRunner().invoke(cli, [name, "--help"])
        assert (alone.exit_code, title in " ".join(alone.output.split())) == (0, True)
