"""The tables of a draft by section, with the words of their columns and of their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from uspekh.importing.document.parsing import parse_date, parse_number
from uspekh.importing.review.head import HEAD, KEYS, OFFICIALS, PROGRAMMES
from uspekh.passport.formulas import FORMULAS
from uspekh.passport.tables import MONEY_COLUMN, SCHEMAS
from uspekh.russian.format import day
from uspekh.russian.text import tidy
from uspekh.words import NOTHING, PLAN_ITEMS, SUBJECTS

LINKS, COLLECTING = "links", "collecting"
SECTION_TABLES = {
    "head": (HEAD, OFFICIALS, PROGRAMMES),
    "indicators": ("indicators", "indicator_targets"),
    "results": ("results", "result_targets"),
    "budget": ("budget_lines", "budget", "budget_totals"),
    "participants": ("participants", "people"),
    "plan": ("plan_items", "executors", "control_levels"),
    "annex2": ("annex2_indicators", "annex2_targets"),
    "materials": ("materials",),
    "methods": ("methods",),
    "financing": ("supplementary_financing",),
    LINKS: ("links",),
    COLLECTING: ("measures", "components", "applicability"),
}
"""The tables of each section, in the order in which a person looks at them."""
TABLE_TITLES = {
    HEAD: "Основные положения", OFFICIALS: "Должностные лица", PROGRAMMES: "Связь с программами",
    "indicators": "Показатели", "indicator_targets": "Плановые значения показателей",
    "results": "Результаты", "result_targets": "Плановые значения результатов",
    "budget_lines": "Строки бюджета", "budget": "Суммы по источникам и годам", "budget_totals": "Напечатанные итоги",
    "participants": "Участники", "people": "Написания фамилий", "plan_items": "План мероприятий",
    "executors": "Написания исполнителей", "control_levels": "Уровни контроля",
    "annex2_indicators": "Показатели по организациям", "annex2_targets": "Плановые значения по организациям",
    "materials": "Тексты материалов", "methods": "Методика расчёта",
    "supplementary_financing": "Финансирование материалов", "links": "Связи результатов",
    "measures": "Как считается", "components": "Столбцы формы", "applicability": "Кто что заполняет",
}  # fmt: skip
_FLAGS = {"true": "да", "false": "нет"}
_WORDS: dict[tuple[str, str], Mapping[str, str]] = {
    ("plan_items", "kind"): PLAN_ITEMS,
    ("links", "kind"): {
        "plan_item": "пункт плана", "budget_line": "строка бюджета",
        "participant": "участник", "indicator": "показатель",
    },
    ("measures", "subject_kind"): SUBJECTS,
    ("measures", "formula"): {name: kind.title for name, kind in FORMULAS.items()},
    ("measures", "direction"): {"up": "чем больше, тем лучше", "down": "чем меньше, тем лучше"},
    (HEAD, "key"): KEYS,
}  # fmt: skip
FILLED_IN = {
    "components": ("id",),
    "measures": ("id",),
    "plan_items": ("row", "item", "start_text", "end_text"),
    "materials": ("paragraph",),
    "supplementary_financing": ("position",),
}
"""Columns that follow from the others and are not asked for (``review.texts``)."""
_FIELDS = {"measures": ("numerator", "denominator"), "components": ("at_most",)}
"""Columns that name fields of the form."""
_GONE = "такого столбца нет"
_OF_HEAD = {
    HEAD: {"key": "что", "text": "текст"},
    OFFICIALS: {"role": "роль", "name": "фамилия, имя, отчество", "position": "должность"},
    PROGRAMMES: {"title": "наименование программы", "act": "акт", "from": "с года", "until": "по год"},
}


@dataclass(frozen=True)
class Column:
    """``title`` in words; ``dtype`` of the schema; ``words``: what stands for each text that a cell may have."""

    name: str
    title: str
    dtype: str = "str"
    words: Mapping[str, str] = field(default_factory=dict)

    def show(self, text: str) -> str:
        """A cell as a person reads it; what cannot be read stands as it is."""
        if self.words:
            return self.words.get(text, text) or NOTHING
        if self.dtype.startswith("datetime"):
            return _show_day(text)
        return text.replace(".", ",") if self.dtype == "float64" or self.name == MONEY_COLUMN else text

    def parse(self, typed: object) -> str:
        """A cell as the tables hold it; what cannot be read stands as it was typed."""
        text = "" if typed is None else tidy(typed)
        if self.words:
            return "" if text == NOTHING else {word: key for key, word in self.words.items()}.get(text, text)
        try:
            if self.dtype.startswith("datetime"):
                found_day = parse_date(text)
                return text if found_day is None else found_day.isoformat()
            if self.dtype in ("int64", "float64"):
                number = parse_number(text)
                return "" if number is None else format(number, "f")
        except ValueError:
            pass
        return text


def columns_for(table: str, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Column]:
    """The same with the fields of the form by their headings, where a cell names one or several by their codes."""
    columns = list(columns_of(table))
    headings = name_fields(tables)
    for position, column in enumerate(columns):
        if column.name in _FIELDS.get(table, ()):
            written = dict.fromkeys(row[column.name] for row in tables.get(table, ()) if row[column.name])
            several = {text: "; ".join(headings.get(code, _GONE) for code in text.split()) for text in written}
            columns[position] = replace(column, words=headings | several)
    return columns


def name_fields(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, str]:
    """The heading of each field of the form by its code, no two alike."""
    names: dict[str, str] = {}
    for row in tables.get("components", ()):
        name = row["heading"] or row["title"] or "столбец без заголовка"
        same = sum(each == name or each.startswith(f"{name} (") for each in names.values())
        names[row["id"]] = f"{name} ({same + 1})" if same else name
    return names


@lru_cache
def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table that a person sees, in the order of the file."""
    if table in _OF_HEAD:
        return tuple(
            Column(name, title, words=_WORDS.get((table, name), {})) for name, title in _OF_HEAD[table].items()
        )
    return tuple(
        Column(
            MONEY_COLUMN if name == "kopecks" else name,
            "сумма, млн рублей" if name == "kopecks" else str(column.title or name),
            str(column.dtype),
            _FLAGS if str(column.dtype) == "bool" else _WORDS.get((table, name), {}),
        )
        for name, column in SCHEMAS[table].to_schema().columns.items()
        if name not in FILLED_IN.get(table, ())
    )


def all_columns(table: str) -> list[str]:
    """The names of the columns of a file, or of a table of the head."""
    if table in _OF_HEAD:
        return list(_OF_HEAD[table])
    return [MONEY_COLUMN if name == "kopecks" else name for name in SCHEMAS[table].to_schema().columns]


def _show_day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
