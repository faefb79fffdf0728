"""What the audit cannot judge and a person can: questions with the places side by side, never findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uspekh.audit import quotes
from uspekh.audit.family import results_of
from uspekh.audit.finding import Citation
from uspekh.passport.cells import KOPECKS_IN_MILLION
from uspekh.passport.plan import Plan
from uspekh.russian.format import number

_ACT = re.compile(r"(?:приказ|постановлени|распоряжени|закон|указ)\w*\s[^;]{0,160}?№\s?[\w.–-]+", re.IGNORECASE)
_REQUEST = re.compile(r"\bзаяв[ко]|\bсоглашени", re.IGNORECASE)
_STATE = re.compile(r"Министерств|Правительств|федеральн\w+ оператор")
_BUILT = re.compile(r"^(?:Создан|Построен|Внедр|Открыт|Организован)\w*")


@dataclass(frozen=True)
class Question:
    """``title``: what to check; ``why``: what depends on the answer; Russian."""

    title: str
    why: str
    citations: tuple[Citation, ...]


def list_questions(plan: Plan) -> list[Question]:
    """The questions that the document gives occasion for."""
    listed = (
        Question(
            "Действуют ли сейчас документы, на которые ссылается паспорт?",
            "Утративший силу документ заменяют в паспорте действующим.",
            tuple(_acts(plan)),
        ),
        Question(
            "Вправе ли муниципалитет подавать эти заявки и заключать эти соглашения?",
            "Субсидию из федерального бюджета получает субъект Федерации; муниципалитету нужна другая строка плана.",
            tuple(_requests(plan)),
        ),
        Question(
            "Занимают ли названные люди эти должности?",
            "Отчёты и поручения уходят тем, кто назван в паспорте.",
            tuple(
                quotes.head(f"{official['role']}: {official['name']}, {official['position']}")
                for official in plan.head.get("officials", ())
            ),
        ),
        Question(
            "Хватит ли этих денег на эти результаты?",
            "Сумму, которая ни с чем не соразмерна, исправляют вместе с результатом.",
            tuple(_money(plan)),
        ),
        Question(
            "Подтвердит ли этот документ, что создано и внедрено?",
            "Построенное подтверждает акт, внедрённое — приказ; отчёт подтверждает только сам себя.",
            tuple(_proofs(plan)),
        ),
    )
    return [question for question in listed if question.citations]


def _acts(plan: Plan) -> Iterator[Citation]:
    for programme in plan.head.get("programmes", ()):
        if programme.get("act"):
            yield quotes.head(f"{programme['title']}, {programme['act']}")
    for method in plan["methods"].itertuples():
        for match in _ACT.finditer(method.method):
            yield quotes.method(method.indicator, match[0])


def _requests(plan: Plan) -> Iterator[Citation]:
    for item in plan["plan_items"].itertuples():
        if _REQUEST.search(item.title) and _STATE.search(item.title):
            yield quotes.item(item.number, item.title)


def _money(plan: Plan) -> Iterator[Citation]:
    sums = plan["budget"].groupby("line")["kopecks"].sum()
    titles = plan["results"].set_index("id")["title"]
    lines = plan["budget_lines"]
    for line in lines[~lines["derived"]].itertuples():
        if sums.get(line.line, 0):
            amount = number(int(sums[line.line]) / KOPECKS_IN_MILLION, 6)
            yield quotes.budget(line.line, f"{amount} млн рублей за все годы: {line.title}")
            yield from (quotes.result(r, titles[r]) for r in results_of(plan, "budget_line", line.line))


def _proofs(plan: Plan) -> Iterator[Citation]:
    items = plan["plan_items"]
    for item in items[items["kind"] == "control_point"].itertuples():
        if _BUILT.search(item.title) and "отч" in item.document.casefold():
            yield quotes.item(item.number, f"{quotes.cut(item.title, 100)}: {item.document}")
