"""The papers about packages agree: what is imported is asked for, that is locked, and the lock is listed."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.deployment.test_audit import audit
from uspekh.settings import ROOT

LOCK = (ROOT / "requirements.txt").read_text("utf-8")
PROGRAM, DEVELOPMENT = (ROOT / "requirements.in").read_text("utf-8").split("# --- Development")
OURS = {path.stem for path in (*ROOT.glob("*.py"), *ROOT.glob("*/"), *ROOT.glob("data/report/*.py"))}


def asked_for(text: str) -> list[tuple[Requirement, str]]:
    """The packages of a part of requirements.in, each with what is said of it."""
    lines = [line.partition("#") for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return [(Requirement(name), reason.strip()) for name, _, reason in lines]


def names(text: str) -> set[str]:
    return {canonicalize_name(wanted.name) for wanted, _ in asked_for(text)}


def imported(folders: Iterable[str]) -> set[str]:
    """The packages that modules under the folders import."""
    modules = set()
    for path in (path for folder in folders for path in ROOT.glob(folder)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(node.module.partition(".")[0])
    installed = packages_distributions()
    foreign = modules - OURS - sys.stdlib_module_names
    return {canonicalize_name(installed.get(module, [module])[0]) for module in foreign}


def test_every_import_of_the_program_is_asked_for() -> None:
    packages = imported(["*.py", "pages/*.py", "uspekh/**/*.py", "data/report/*.py"])
    assert {"pandas", "sqlalchemy", "python-docx", "starlette"} <= packages, "imports were read"
    assert packages - names(PROGRAM) == set()


def test_every_import_of_the_tests_and_tools_is_asked_for() -> None:
    packages = imported(["tests/**/*.py", "benchmarks/**/*.py", "docs/*.py", "deploy/*.py"])
    assert {"pytest", "psutil", "oidc-provider-mock"} <= packages, "imports were read"
    assert packages - names(PROGRAM) - names(DEVELOPMENT) == set()


def test_every_package_of_the_program_has_its_reason() -> None:
    assert [wanted.name for wanted, reason in asked_for(PROGRAM) if not reason] == []


def test_what_is_asked_for_is_locked() -> None:
    versions = {canonicalize_name(wanted.name): str(wanted.specifier)[2:] for wanted, _ in audit.locked(LOCK)}
    for wanted, _ in (*asked_for(PROGRAM), *asked_for(DEVELOPMENT)):
        name = canonicalize_name(wanted.name)
        assert name in versions, f"{name} is not in the lock: make lock"
        assert wanted.specifier.contains(versions[name]), f"{name} is locked in another version: make lock"


def test_the_lock_is_for_every_system() -> None:
    markers = {str(wanted.marker) for wanted, _ in audit.locked(LOCK) if wanted.marker}
    assert any("win32" in marker for marker in markers), "what Windows alone needs is locked too"


@pytest.mark.parametrize("word", ["://", "--index", "--extra-index", "--find-links", "file:"])
def test_the_lock_names_no_place_to_fetch_from(word: str) -> None:
    assert word not in LOCK


@pytest.mark.parametrize("path", ["Makefile", "README.md", "docs/deployment.md"])
def test_packages_are_installed_by_their_hashes(path: str) -> None:
    calls = re.findall(r".*-r requirements\.txt", (ROOT / path).read_text("utf-8"))
    assert calls
    assert [call for call in calls if "--require-hashes" not in call] == []


def licences() -> list[tuple[str, str, str]]:
    """Name, version and licence of each row of the list."""
    rows = [line for line in (ROOT / "docs" / "licences.md").read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
    return [(canonicalize_name(name), version, licence) for name, version, licence, _ in cells]


def test_the_list_of_licences_is_that_of_the_lock() -> None:
    lock = {(canonicalize_name(wanted.name), str(wanted.specifier)[2:]) for wanted, _ in audit.locked(LOCK)}
    listed = [(name, version) for name, version, _ in licences()]
    assert len(listed) == len(set(listed))
    assert set(listed) == lock, "make licences"


def test_every_package_has_a_licence_and_copyleft_is_said() -> None:
    above = (ROOT / "docs" / "licences.md").read_text("utf-8").partition("\n|")[0]
    assert [name for name, _, licence in licences() if not licence or "unknown" in licence.lower()] == []
    copyleft = {name for name, _, licence in licences() if re.search(r"GPL|MPL|EPL|CDDL", licence)}
    assert {"docxtpl", "psycopg"} <= copyleft
    assert [name for name in sorted(copyleft) if f"`{name}`" not in above] == []
