"""The batch file that starts the program on Windows names what is there, and Windows can read it."""

from __future__ import annotations

import re

from uspekh.settings import ROOT

SCRIPT = (ROOT / "start.cmd").read_text("utf-8")


def test_every_label_is_there_and_every_way_ends_at_one():
    labels = re.findall(r"^:(\w+)", SCRIPT, re.M)
    assert len(labels) == len(set(labels))
    assert set(re.findall(r"goto (\w+)", SCRIPT)) == set(labels)


def test_it_starts_what_the_service_starts_with_the_locked_libraries():
    assert "-m streamlit run service.py" in SCRIPT and (ROOT / "service.py").exists()
    assert "--require-hashes -r requirements.txt" in SCRIPT and (ROOT / "requirements.txt").exists()


def test_what_a_person_reads_is_russian():
    lines = [line for line in SCRIPT.splitlines() if line.startswith("echo ")]
    assert len(lines) == 4
    words = re.findall(r"[A-Za-z.]{2,}", " ".join(line.removeprefix("echo ") for line in lines))
    assert set(words) <= {"Python", "python.org", "start.cmd"}


def test_git_gives_it_the_line_ends_of_windows():
    assert "*.cmd text eol=crlf" in (ROOT / ".gitattributes").read_text("utf-8").splitlines()
