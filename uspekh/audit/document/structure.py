"""The document as a form: its approval, its parent, its sections and columns, what was left of the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from uspekh.audit import quotes
from uspekh.audit.finding import Citation
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.passport.sections import ANNEX2
from uspekh.passport.tables import SCHEMAS
from uspekh.russian.text import fold

_OF_A_FORM = re.compile(
    r"следует (?:брать|указать|указывать|заполнить)|\(наименование [^)]*\)|_{3,}|(?:указыва|заполня)ется "
)


@rule(
    "Утверждение без даты",
    severity="local",
    why="Неизвестно, с какого дня паспорт действует и какая редакция утверждена.",
    advice="Указать день и месяц утверждения.",
)
def approval_without_date(plan: Plan) -> Iterator[Contradiction]:
    """An approval with the name of whoever approved and no day."""
    project = plan.head["project"]
    if project.get("approved_by") and not project.get("approved_date"):
        year = f", {project['approved_year']} г." if project.get("approved_year") else ""
        yield Contradiction(
            f"Паспорт утвердил {project['approved_by']}, а день утверждения не указан.",
            (quotes.head(f"{project['approved_by']}{year}"),),
        )


@rule(
    "Родительский проект назван как сам проект",
    severity="local",
    why="Не видно, часть какого проекта этот паспорт и откуда взяты его показатели.",
    advice="Указать полное наименование регионального проекта.",
)
def parent_named_like_itself(plan: Plan) -> Iterator[Contradiction]:
    """A form that names the project above, and a name that is missing or that of the project itself."""
    parent = plan.head["project"].get("parent_title")
    if parent is None:
        return
    if not parent.strip():
        yield Contradiction("Региональный проект не назван.", (quotes.head(plan.title),))
    elif fold(parent) == fold(plan.title):
        yield Contradiction(
            f"Региональный проект назван так же, как муниципальный: «{parent}».",
            (
                quotes.head(f"Наименование регионального проекта: «{parent}»"),
                quotes.head(f"Краткое наименование муниципального проекта: «{plan.title}»"),
            ),
        )


@rule(
    "Пропущен номер раздела",
    severity="trifle",
    why="Раздел остался без заголовка, ссылаться на него нельзя.",
    advice="Восстановить заголовок раздела.",
)
def section_number_missing(plan: Plan) -> Iterator[Contradiction]:
    """A number left out among the headings of sections."""
    headings = [(int(number), title) for number, title in plan.head.get("headings", ())]
    for (before, title), (number, next_title) in pairwise(headings):
        if number > before + 1:
            yield Contradiction(
                f"После раздела {before} сразу идёт раздел {number}: заголовка раздела {before + 1} нет.",
                (Citation(f"Раздел {before}", "", title), Citation(f"Раздел {number}", "", next_title)),
            )


@rule(
    "Графа пуста во всех строках",
    severity="trifle",
    why="Графа ничего не говорит: её не заполнили или она не нужна.",
    advice="Заполнить графу или исключить её.",
)
def column_empty(plan: Plan) -> Iterator[Contradiction]:
    """A column that the form may leave out, printed and empty throughout."""
    for name, texts in plan.document.items():
        printed = SCHEMAS[name].printed()
        for column in printed.optional:
            if column in texts and len(texts) and not texts[column].str.strip().any():
                title = SCHEMAS[name].to_schema().columns[column].title
                yield Contradiction(
                    f"{printed.section}: графа «{title}» не заполнена ни в одной строке.",
                    (Citation(printed.section, "", f"графа «{title}»: пусто в {len(texts)} строках"),),
                )


@rule(
    "«В разрезе …» — и одна строка",
    severity="local",
    why="Кто из организаций за что отвечает, из приложения не видно: в нём те же числа по городу.",
    advice="Указать плановые значения по организациям.",
    needs=("annex2_indicators",),
)
def breakdown_of_one_row(plan: Plan) -> Iterator[Contradiction]:
    """An annex that promises a breakdown and has one row for each indicator."""
    title = plan.head.get("titles", {}).get("annex2", "")
    rows = plan["annex2_indicators"]
    if "в разрезе" in fold(title) and rows["indicator"].is_unique:
        yield Contradiction(
            f"Приложение № 2 названо «{title}», а у каждого показателя в нём одна строка.",
            (
                Citation(ANNEX2, "", title),
                *(quotes.annex2(row.row, row.scope or row.title) for row in rows.itertuples()),
            ),
        )


@rule(
    "Остались слова бланка",
    severity="trifle",
    why="Указание составителю — не часть утверждённого документа.",
    advice="Исключить.",
)
def form_words_left(plan: Plan) -> Iterator[Contradiction]:
    """Directions to whoever fills the form, left in the document."""
    texts = [(row.text, quotes.material(row.section, row.text)) for row in plan["materials"].itertuples()]
    texts += [(row.characteristic, quotes.result(row.id, row.characteristic)) for row in plan["results"].itertuples()]
    for text, reference in texts:
        match = _OF_A_FORM.search(text)
        if match:
            yield Contradiction(f"Осталось указание из бланка: «{quotes.around(text, match[0])}».", (reference,))
