"""The guide of the service stays true: commands, files, sizes and settings it names are those of the program."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib

import click
import pytest

from uspekh.__main__ import cli
from uspekh.actuals.opening.limits import MEGABYTE, Limits
from uspekh.settings import ROOT

GUIDE = (ROOT / "docs" / "deployment.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
SITE = (ROOT / "deploy" / "nginx" / "uspekh.conf").read_text("utf-8")
EXAMPLE = (ROOT / "deploy" / "environment.example").read_text("utf-8")
CALL = re.compile(r"(?:-m uspekh|deploy/uspekh\.sh) ([^\n`|;)]+)")
SETTING = re.compile(r"USPEKH_(?!REQUIRE)[A-Z_]+")
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
# Of the backup's script alone, not of the program.
SCRIPTS_OWN = {"USPEKH_BACKUP_DAYS"}


def calls(text: str) -> list[str]:
    """What is said after the program's name: a command, its options and arguments."""
    calls = [call.split("#")[0].split(" > ")[0].strip() for call in CALL.findall(text)]
    return [call for call in calls if re.match(r"[a-z]", call) and not call.startswith("COMMAND")]


@pytest.mark.parametrize("call", sorted({*calls(GUIDE), *calls(README)}))
def test_every_command_is_one_of_the_program_with_such_options(call: str) -> None:
    name, *words = shlex.split(call)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = {flag for parameter in command.params if isinstance(parameter, click.Option) for flag in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_the_guide_was_understood() -> None:
    named = {call.split()[0] for call in calls(GUIDE)}
    assert {"health", "uploads", "backup", "restore", "status"} <= named
    assert len(BLOCKS) > 15


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_is_a_shell_script_and_systemd_is_marked(block: str) -> None:
    assert subprocess.run(["sh", "-n"], input=block, text=True).returncode == 0
    needs = re.search(r"^(systemctl|journalctl)\b", block, re.MULTILINE) is not None
    assert needs == block.startswith("# systemd\n")


def test_files_named_exist() -> None:
    named = set(re.findall(r"\b(?:deploy|docs|data)/[\w./@-]*\w", GUIDE)) | {".streamlit/config.toml", "app.py"}
    # The department's own copies and the folder of any release.
    ours = {name for name in named if f"/etc/uspekh/{name}" not in GUIDE and f"RELEASE/{name}" not in GUIDE}
    assert {"deploy/uspekh.sh", "deploy/backup.sh", "deploy/nginx/uspekh.conf"} <= ours
    missing = [name for name in sorted(ours) if not (ROOT / name).exists() and not list(ROOT.glob(f"{name}*"))]
    assert missing == []


def test_units_lead_to_this_guide_and_to_files_that_exist() -> None:
    for unit in (ROOT / "deploy" / "systemd").iterdir():
        for name in re.findall(r"/opt/uspekh/current/((?:docs|deploy)/\S+)", unit.read_text("utf-8")):
            assert (ROOT / name).is_file(), (unit.name, name)


def test_sizes_agree() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    program, proxy = config["server"]["maxUploadSize"], max(map(int, re.findall(r"client_max_body_size (\d+)m", SITE)))
    assert program * MEGABYTE == Limits.content
    assert program < proxy <= program + 1  # room for what wraps the file, no more
    assert f"up to {proxy} MB, the program up to {program} MB" in GUIDE


def test_settings_named_are_those_of_the_program() -> None:
    program = set(SETTING.findall((ROOT / "uspekh" / "settings.py").read_text("utf-8")))
    assert set(SETTING.findall(GUIDE)) == program | SCRIPTS_OWN
    assert set(re.findall(r"^\| `(USPEKH_\w+)`", README, re.MULTILINE)) == program
    documented = set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert documented == set(re.findall(r"^\| `((?:USPEKH|STREAMLIT)_\w+)`", GUIDE, re.MULTILINE)) - {"USPEKH_ACCESS"}
