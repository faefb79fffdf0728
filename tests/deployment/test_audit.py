"""`make audit`: a finding fails it, and so does a package that nobody could judge; silence of the service is said."""

from __future__ import annotations

import importlib.util
import json
import stat
import sys

import pytest

from uspekh.settings import ROOT

spec = importlib.util.spec_from_file_location("audit_of_packages", ROOT / "deploy" / "audit.py")
audit = importlib.util.module_from_spec(spec)
spec.loader.exec_module(audit)

FAULT = {"id": "PYSEC-0", "fix_versions": ["2.0"], "aliases": [], "description": ""}
HASH = f"--hash=sha256:{'0' * 64}"
LOCK = f"""# Together.
pandas==3.1.1 \\
    {HASH} \\
    {HASH}
    # via -r requirements.in
psycopg[binary]==3.3.9 {HASH}  # with its library
colorama==0.4.6 ; sys_platform == 'never' \\
    {HASH}
"""


@pytest.fixture
def program(tmp_path):
    """A stand-in for pip-audit that answers from a table of names."""

    def make(faults: dict) -> str:
        path = tmp_path / "pip-audit"
        path.write_text(
            f"#!{sys.executable}\n"
            "import json, sys\n"
            f"known = json.loads({json.dumps(json.dumps(faults))})\n"
            "lines = open(sys.argv[2]).read().split()\n"
            "answers = []\n"
            "for line in lines:\n"
            "    name, _, version = line.partition('==')\n"
            "    told = known.get(name, [])\n"
            "    kind = 'skip_reason' if isinstance(told, str) else 'vulns'\n"
            "    answers.append({'name': name, 'version': version, kind: told})\n"
            "print(json.dumps({'dependencies': answers}))\n"
        )
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return make


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """The whole audit of two installed packages: exit status and what it printed."""
    monkeypatch.setattr(audit, "_said", lambda *_: "pandas==3.1.1\npsycopg==3.3.9\n")
    monkeypatch.setattr(audit, "_conflicts", lambda *_: [])

    def go(program: str, lock: str = LOCK) -> tuple[int, str]:
        (tmp_path / "lock").write_text(lock)
        return audit.main(sys.executable, program, str(tmp_path / "lock")), capsys.readouterr().out

    return go


def test_clean_packages_pass_when_the_service_knows_its_canary(run, program) -> None:
    code, output = run(program({"jinja2": [FAULT]}))
    assert (code, output) == (0, "pip-audit judged 2 installed packages.\nNo findings.\n")


def test_a_known_fault_fails(run, program) -> None:
    code, output = run(program({"jinja2": [FAULT], "pandas": [FAULT]}))
    assert code == 1
    assert "pandas 3.1.1: PYSEC-0, mended in ['2.0']" in output


def test_a_package_that_was_not_judged_fails(run, program) -> None:
    code, output = run(program({"jinja2": [FAULT], "pandas": "not found"}))
    assert code == 1
    assert "pandas 3.1.1: not judged: not found" in output


@pytest.mark.parametrize("faults", [{"jinja2": "not found on PyPI"}, {"jinja2": []}])
def test_a_service_that_does_not_know_the_canary_is_not_relied_on(run, program, faults) -> None:
    code, output = run(program(faults))
    assert code == 0
    assert "NOT JUDGED BY PIP-AUDIT" in output


def test_a_program_that_breaks_is_not_relied_on(run, tmp_path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'no route to the service' >&2\nexit 1\n")
    broken.chmod(0o700)
    code, output = run(str(broken))
    assert code == 0
    assert "no route to the service" in output


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        (LOCK + f"numpy>=2 {HASH}\n", "the lock leaves a version open: numpy>=2"),
        (LOCK + f"numpy {HASH}\n", "the lock leaves a version open: numpy"),
        (LOCK + f"numpy==2.* {HASH}\n", "the lock leaves a version open: numpy==2.*"),
        (LOCK + "scipy==1.17.1\n", "the lock has no hash of: scipy==1.17.1"),
        (LOCK + "scipy==1.17.1 --hash=sha256:0a1b\n", "the lock has no hash of: scipy==1.17.1"),
        (LOCK + f"numpy==2.4.6 ; python_version >= '3' {HASH}\n", "not installed as the lock says: numpy==2.4.6"),
        (LOCK + f"pandas==3.1.0 {HASH}\n", "not installed as the lock says: pandas==3.1.0"),
    ],
)
def test_the_lock_is_reviewed_without_the_service_too(run, program, lock, words) -> None:
    code, output = run(program({"jinja2": "not found"}), lock)
    assert code == 1
    assert words in output


def test_packages_in_conflict_fail(run, program, monkeypatch) -> None:
    monkeypatch.setattr(audit, "_conflicts", lambda *_: ["pandas 3.1.1 has requirement numpy>=3"])
    assert run(program({"jinja2": [FAULT]}))[0] == 1


def test_the_shipped_lock_leaves_no_version_and_no_file_open() -> None:
    assert audit.loose((ROOT / "requirements.txt").read_text("utf-8")) == []
