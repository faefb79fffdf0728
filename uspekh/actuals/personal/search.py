"""Every sheet of a file, ours or not, hidden or not, is searched for personal data.

Needs nothing but the standard library and, once a text looks like a name, a dictionary of names; the work is
proportional to the cells of the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from uspekh.actuals.cells import Cell
from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.personal import numbers
from uspekh.actuals.personal.dictionary import SURE
from uspekh.actuals.personal.names import names_alone, single_name_word
from uspekh.actuals.personal.texts import WHAT, identity_code, people_in, personal_code
from uspekh.actuals.personal.words import (
    LONGEST,
    announces_child,
    announces_date,
    announces_names,
    announces_organization,
    announces_post,
    announces_staff,
    personal_heading,
)
from uspekh.actuals.problems import Problem
from uspekh.russian.text import fold

_NOT_STORED = "Файл не принят и не сохранён: персональные данные сюда не загружают."
_OFFICIALS = " Если это должностные лица, назовите столбец «Ответственный»."
_OF_OFFICIALS = frozenset(("personal.name", "personal.phone", "personal.email"))
FEW, SEVERAL = 3, 5
_CHILDHOOD = 25
_LONGEST_NAMES = 200


@dataclass
class _Column:
    """What the search needs of a column: rows of its texts (first and last), of numbers of eleven digits, of dates."""

    texts: dict[str, tuple[int, int]] = field(default_factory=dict)
    digits: dict[str, int] = field(default_factory=dict)
    dates: dict[int, date] = field(default_factory=dict)
    last: int = -1
    people: dict[int, str] = field(default_factory=dict)
    """Rows whose cell is names and nothing else, and that cell."""


def personal_data(sheets: Sequence[Sheet], started: int, dated: Collection[str]) -> list[Problem]:
    """An error for each column or cell that holds personal data; no value of the file stands in a message.

    ``started``: the year the project started; ``dated``: folded labels of our columns of dates.
    """
    problems: list[Problem] = []
    for number, sheet in enumerate(sheets, start=1):
        if sheet.name and people_in(sheet.name.replace("_", " ")):
            message = f"Имя листа № {number} — имя человека. {_NOT_STORED} Назовите лист по форме."
            problems.append(Problem("error", "personal.name", None, None, message))
        problems += _Search(sheet, started, dated).problems()
    return problems


def name_of_file(file_name: str) -> Problem | None:
    """An error where a file is named after a person; one named after the official who filled it in says so."""
    stem = file_name.rpartition(".")[0] or file_name
    plain = stem.replace("_", " ").replace("-", " ")
    people = people_in(plain)
    if not any(name.whole for name in people) and not (people and names_alone(plain)):
        return None
    message = f"Файл назван именем человека. {_NOT_STORED} Назовите файл по организации и отправьте снова."
    return Problem("error", "personal.name", None, None, message)


class _Search:
    """The search of one sheet."""

    def __init__(self, sheet: Sheet, started: int, dated: Collection[str]) -> None:
        self._sheet = sheet
        self._earliest = started - _CHILDHOOD
        self._dated = dated
        self._columns = [_facts(sheet, index) for index in range(len(sheet.columns))]
        self._headings: dict[int, tuple[bool, bool, bool]] = {}
        self._staff_rows: dict[int, bool] = {}

    def problems(self) -> Iterator[Problem]:
        """Columns first, then single cells, then what stands in a row beside a name."""
        reported: set[int] = set()
        for index, column in enumerate(self._columns):
            if finding := self._by_heading(column) or self._by_shape(column):
                reported.add(index)
                yield self._column_problem(finding[0], index, finding[1])
            else:
                yield from self._cells(index, column)
        yield from self._beside_names(reported)

    def _by_heading(self, column: _Column) -> tuple[int, str] | None:
        """Row and code of the first heading in the column that announces personal data and has something below."""
        children = [row for row in column.people if not self._is_staff_row(row)]
        last_child, mostly_people = max(children, default=-1), len(children) * 2 >= len(column.texts) - 1
        for text, (row, _) in column.texts.items():
            if len(text) > LONGEST or row >= column.last:
                continue
            of_children = row < last_child and (announces_child(text) or (mostly_people and announces_names(text)))
            if not (of_children or personal_heading(text)):
                continue
            is_heading, organizations, posts = self._heading_row(row)
            code = personal_heading(text, of_organizations=organizations) or ("personal.name" if of_children else None)
            if is_heading and code and not (posts and code in _OF_OFFICIALS):
                return row, code
        return None

    def _heading_row(self, row: int) -> tuple[bool, bool, bool]:
        """Whether a row is a heading, names organizations, and names posts.

        No heading is one cell above a wider table, nor a row of which most is no words.
        """
        if row not in self._headings:
            filled = [cell for column in self._sheet.columns if not _is_blank(cell := column[row])]
            words = [
                cell for cell in filled if isinstance(cell, str) and any(character.isalpha() for character in cell)
            ]
            is_heading = len(words) * 2 > len(filled) and not (len(filled) == 1 and len(self._columns) > 1)
            posts = any(announces_post(word) or announces_staff(word) for word in words)
            self._headings[row] = is_heading, any(map(announces_organization, words)), posts
        return self._headings[row]

    def _by_shape(self, column: _Column) -> tuple[int, str] | None:
        """Row and code of the personal data that the cells of a column look like, whatever stands above them."""
        if not column.texts and not column.digits:
            return None
        first = min(min((rows[0] for rows in column.texts.values()), default=column.last), column.last)
        bare = {text: rows[0] for text, rows in column.texts.items() if len(text) == 11 and text.isdigit()}
        bare |= column.digits
        if len(bare) >= FEW and sum(map(numbers.is_snils, bare)) * 2 > len(bare):
            return first, "personal.snils"
        if self._is_list_of_people(column):
            return first, "personal.name"
        phones = sum(map(numbers.holds_mobile, (*column.texts, *column.digits)))
        if phones >= FEW and not any(announces_staff(text) for text in column.texts):
            return first, "personal.phone"
        return None

    def _is_list_of_people(self, column: _Column) -> bool:
        if _is_of_officials(column):
            return False
        people = {text: row for row, text in column.people.items() if not self._is_staff_row(row)}
        whole = sum(any(name.whole for name in names_alone(text)) for text in people)
        if whole >= FEW or len(people) >= max(FEW, len(column.texts) // 2):
            return True
        most = max(FEW, len(column.texts) // 2)
        words = [text for text in column.texts if text.isalpha() and text[0].isupper() and len(text) > 1]
        if len(words) >= most:
            single = [single_name_word(text) for text in words]
            for role in ("given_name", "patronymic"):
                if sum(getattr(word, role) == SURE for word in single) >= most:
                    return True
        return sum(bool(people_in(text)) for text in column.texts) >= SEVERAL

    def _cells(self, index: int, column: _Column) -> Iterator[Problem]:
        for text, (row, last) in column.texts.items():
            code = personal_code(text)
            if code and self._is_staff_row(row) and self._is_staff_row(last):
                code = identity_code(text)
            if code:
                message = f"В этой ячейке {WHAT[code]}. {_NOT_STORED} Уберите их из текста."
                yield Problem("error", code, self._sheet.name or None, self._sheet.address(row, index), message)

    def _beside_names(self, reported: set[int]) -> Iterator[Problem]:
        """In the row of a name a telephone, address, e-mail or a date that no heading explains is that person's."""
        lists = (column for column in self._columns if column.people and not _is_of_officials(column))
        rows = {row for column in lists for row in column.people if not self._is_staff_row(row)}
        if not rows:
            return
        for index, column in enumerate(self._columns):
            if index in reported:
                continue
            finding = self._first_beside(column, rows)
            if finding:
                yield self._column_problem(finding[0], index, finding[1])

    def _first_beside(self, column: _Column, rows: set[int]) -> tuple[int, str] | None:
        labels = [text for text in column.texts if len(text) <= LONGEST]
        if not any(fold(label) in self._dated or announces_date(label) for label in labels):
            for row, day in column.dates.items():
                if row in rows and day.year >= self._earliest:
                    return row, "personal.birth"
        for text, (first, last) in column.texts.items():
            row = first if first in rows else last
            if row not in rows or row in column.people:
                continue
            if numbers.holds_telephone(text):
                return row, "personal.phone"
            if numbers.holds_email(text):
                return row, "personal.email"
            if numbers.holds_address(text):
                return row, "personal.address"
        return None

    def _is_staff_row(self, row: int) -> bool:
        """Whether a cell of the row names a post: «Директор | Иванова И. И.»"""
        if row not in self._staff_rows:
            cells = (column[row] for column in self._sheet.columns)
            self._staff_rows[row] = any(
                isinstance(cell, str) and announces_staff(cell) and not people_in(cell) for cell in cells
            )
        return self._staff_rows[row]

    def _column_problem(self, row: int, index: int, code: str) -> Problem:
        hint = _OFFICIALS if code == "personal.name" else ""
        message = (
            f"В этом столбце {WHAT[code]}. {_NOT_STORED} Удалите столбец и оставьте только числа по организациям.{hint}"
        )
        return Problem("error", code, self._sheet.name or None, self._sheet.address(row, index), message)


def _facts(sheet: Sheet, index: int) -> _Column:
    column, facts = sheet.columns[index], _Column()
    facts.last = next((row for row in reversed(range(sheet.height)) if not _is_blank(column[row])), -1)
    for row, cell in enumerate(column):
        # A long table is mostly such: counts too small for a telephone.
        if cell is None or (type(cell) is float and not 1e9 < cell < 1e11):
            continue
        if isinstance(cell, str):
            if not cell or cell.isspace():
                continue
            first, _ = facts.texts.get(cell, (row, row))
            facts.texts[cell] = first, row
        elif isinstance(cell, date):
            facts.dates[row] = cell
        elif type(cell) in (int, float) and 1e9 < cell < 1e11:  # type: ignore[operator]
            facts.digits.setdefault(str(int(cell)), row)  # type: ignore[arg-type]
    for text, (first, last) in facts.texts.items():
        for day in numbers.dates_in(text) if len(text) <= LONGEST else ():
            if not text[: day.start].strip() and not text[day.end :].strip(" г.") and not day.of_event:
                facts.dates[first] = date(day.year, 1, 1)
        if len(text) <= _LONGEST_NAMES and names_alone(text):
            facts.people[first] = facts.people[last] = text
    return facts


def _is_of_officials(column: _Column) -> bool:
    """Whether a post or «Ответственный» stands above the first name of a column."""
    first = min(column.people, default=column.last)
    return any(row < first and announces_staff(text) for text, (row, _) in column.texts.items())


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
