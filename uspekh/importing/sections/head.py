"""What stands outside of the tables: the head, the aim, footnotes, the text of the supplementary materials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from uspekh.importing.document.grid import Row
from uspekh.importing.document.parsing import parse_date
from uspekh.importing.document.recognition import Line, locate
from uspekh.importing.draft import Draft, Remark
from uspekh.russian.text import fold, tidy

_HEAD, _MATERIALS, _OTHER = "head", "materials", "other"
_FEWEST_COLUMNS = 3
_SUPERSCRIPT = "¹²³⁴⁵⁶⁷⁸⁹"
_LEVEL = re.compile(r"([А-ЯЁ]{1,4})\s*[–—-]\s*([^;]+)")
_NUMBERED = re.compile(r"(\d+)\.\s*(\D.*)")
_TERM = re.compile(r"(\d\d\.\d\d\.\d{4})\s*(?:г\.?)?\s*[-–—]\s*(\d\d\.\d\d\.\d{4})")
_DAY = re.compile(r"\d\d\.\d\d\.\d{4}(?: ?г\.?)?")
_PERSON = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+")
_APPROVED = re.compile(r"(?:[«»\"_\s\d]*(?:[а-яё]+|_+)?\s+)?(20\d\d)\s*г(?:\.|ода?)?", re.IGNORECASE)


class HeadReading:
    """Reads the rows outside of the tables one after another; it knows under which title it stands."""

    def __init__(self, draft: Draft, settings: dict[str, Any]) -> None:
        self._draft = draft
        self._project: dict[str, Any] = draft.head["project"]
        self._keys = {key: re.compile(pattern) for key, pattern in settings["head"].items()}
        self._annex2 = re.compile(settings["annex2_title"], re.IGNORECASE)
        self._form_words = re.compile("(?:" + "|".join(settings["form_words"]) + ")")
        self._officials = re.compile(settings["officials"])
        self._programmes = re.compile(settings["programmes"])
        self._goal = re.compile(settings["goal"], re.IGNORECASE | re.DOTALL)
        self._project_title = re.compile(settings["project_title"], re.IGNORECASE)
        self._materials = re.compile(settings["materials"])
        self._methods = re.compile(settings["methods_title"])
        self._chapter = ""
        self._section: tuple[str, str] = ("", "")
        self._paragraphs: Counter[str] = Counter()
        self._headings: list[list[int | str]] = draft.head.setdefault("headings", [])
        self._source = Remark("", "")
        self._other_tables: set[int] = set()

    def read(self, rows: Sequence[Row]) -> None:
        """Sorts every row into the head, the materials, a footnote, or what was not read."""
        for row in rows:
            texts = [tidy(cell.text) for cell in row.cells if cell.text]
            self._source = Remark(locate(row), " | ".join(texts))
            if len(texts) > 1:
                self._read_pairs(row, texts)
            elif texts:
                self._read_text(row, texts[0])

    def _read_pairs(self, row: Row, texts: list[str]) -> None:
        """«Что» and its value, once or several times in a row."""
        rest, left = _join_days(texts), []
        while rest:
            taken = self._take(rest[0], rest[1:])
            if not taken:
                left.append(rest[0])
            rest = rest[taken or 1 :]
        self._count(row, left, not left)

    def _take(self, what: str, values: list[str]) -> int:
        """How many texts are what is named and its value; 0 where the name says nothing."""
        if not values:
            return 0
        name, value = fold(what), values[0]
        for key, pattern in self._keys.items():
            if pattern.search(name):
                self._set(key, value)
                return 2
        if self._officials.search(name):
            person, _, position = value.partition(",")
            position = position or (values[1] if len(values) > 1 else "")
            official = {"role": what, "name": person.strip(), "position": position.strip()}
            self._draft.head.setdefault("officials", []).append(official)
            self._draft.sources.setdefault("officials", []).append(self._source)
            return 3 if len(values) > 1 and position == values[1] else 2
        if self._programmes.search(name):
            self._draft.head.setdefault("programmes", []).append({"title": " ".join(values), "act": ""})
            self._draft.sources.setdefault("programmes", []).append(self._source)
            return 1 + len(values)
        return 0

    def _set(self, key: str, value: str) -> None:
        if key == "term":
            if match := _TERM.search(value):
                for end, day in zip(("start", "end"), match.groups(), strict=True):
                    self._write(end, parse_date(day))
            return
        self._write(key, value.strip('«»" ') if key.endswith("title") else value)

    def _write(self, key: str, value: object) -> None:
        self._project[key] = value
        self._draft.head_sources[f"project.{key}"] = self._source

    def _write_first(self, key: str, value: object) -> None:
        """Where several rows say it, the first is right."""
        if key not in self._project:
            self._write(key, value)

    def _read_text(self, row: Row, text: str) -> None:
        name = fold(text)
        if text[0] in _SUPERSCRIPT or _LEVEL.match(text):
            self._read_footnote(row, text.lstrip(_SUPERSCRIPT).strip())
        elif match := self._goal.fullmatch(text):
            self._write("goal", match[1])
            self._count(row, [text], True)
        elif match := self._project_title.search(text):
            self._write_first("title", match[1].strip('«»"_ '))
            self._count(row, [text], True)
        elif self._materials.search(name):
            self._chapter, self._section = _MATERIALS, ("", "")
            self._count(row, [text], True)
        elif self._methods.search(name):
            self._chapter, self._section = _MATERIALS, ("Методика", text.rstrip(_SUPERSCRIPT))
            self._count(row, [text], True)
        elif match := _NUMBERED.fullmatch(text):
            self._begin_section(match[1], match[2])
            self._count(row, [text], True)
        elif self._chapter and self._section[0]:
            self._add_material(row, text)
        elif self._annex2.search(text):
            title = text if name.startswith("показател") else f"Показатели {text}"
            self._draft.head["titles"] = {"annex2": title}
            self._draft.head_sources["titles.annex2"] = self._source
            self._count(row, [text], True)
        elif self._form_words.fullmatch(name):
            self._count(row, [text], True)
        else:
            self._read_approval(row, text)

    def _begin_section(self, number: str, title: str) -> None:
        if self._chapter:
            self._section = (number, title)
        else:
            self._headings.append([int(number), title])

    def _read_footnote(self, row: Row, text: str) -> None:
        levels = _LEVEL.findall(text)
        for code, title in levels:
            self._draft.add("control_levels", Line(locate(row), {}, text), code=code, title=title.strip())
        if not levels and self._chapter:
            self._add_material(row, text)
        else:
            self._count(row, [text], bool(levels))

    def _add_material(self, row: Row, text: str) -> None:
        section, heading = self._section
        self._paragraphs[section] += 1
        number = self._paragraphs[section]
        self._draft.add(
            "materials", Line(locate(row), {}, text), section=section, heading=heading, paragraph=number, text=text
        )
        self._draft.accept(_MATERIALS)

    def _read_approval(self, row: Row, text: str) -> None:
        if person := _PERSON.fullmatch(text):
            self._write_first("approved_by", person[0])
        elif match := _APPROVED.fullmatch(text):
            self._write_first("approved_year", int(match[1]))
        else:
            self._count(row, [text], False)
            return
        self._count(row, [text], True)

    def _count(self, row: Row, texts: list[str], read: bool) -> None:
        if read:
            self._draft.accept(_HEAD)
        else:
            if row.table and len(texts) >= _FEWEST_COLUMNS:
                self._other_tables.add(row.table)
            section = _OTHER if row.table in self._other_tables else _HEAD
            self._draft.count(section).rows += 1
            cells = tuple(("", text) for text in texts)
            self._draft.unread.append(Remark(locate(row), " | ".join(texts), section, cells=cells))


def _join_days(texts: Sequence[str]) -> list[str]:
    """The texts with two days side by side as one term."""
    joined: list[str] = []
    for text in texts:
        if joined and _DAY.fullmatch(text) and _DAY.fullmatch(joined[-1]):
            joined[-1] = f"{joined[-1]} - {text}"
        else:
            joined.append(text)
    return joined


def complete_head(draft: Draft) -> None:
    """What the program needs of the head and the document may lack: the title, the term, the entry of the city."""
    project = draft.head["project"]
    years = sorted(int(row["year"]) for row in draft.rows("indicator_targets") if row["year"])
    if "title" not in project:
        project["title"] = project.get("short_title") or project.get("parent_title") or "Проект без названия"
        draft.doubts.append(Remark("паспорт", "название проекта не прочитано", _HEAD, "project.title"))
    project.setdefault("short_title", project["title"])
    if "start" not in project or "end" not in project:
        first, last = (years[0], years[-1]) if years else (date.today().year, date.today().year)
        project["start"], project["end"] = date(first, 1, 1), date(last, 12, 31)
        text = f"срок проекта не прочитан, взят по показателям: {first}–{last}"
        draft.doubts.append(Remark("паспорт", text, _HEAD, "project.start"))
    draft.head["municipality_entry"] = {"code": "МО", "type": "муниципалитет"}
