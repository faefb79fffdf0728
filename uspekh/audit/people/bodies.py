"""Who takes part and who executes: the organizations of section 5 against those of annex 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uspekh.audit import quotes
from uspekh.audit.likeness import words
from uspekh.audit.people.roles import row_place
from uspekh.audit.rules import Contradiction, rule
from uspekh.passport.plan import Plan
from uspekh.russian.format import plural

_QUOTED = re.compile(r"«([^«»]+)")
_SETTLEMENT = re.compile(r"(?:город|район|округ|пос[её]л|село)\w*\b", re.IGNORECASE)
_WHOSE = re.compile(r"\s+(?:администрации|города|г\.|городского|муниципального|района).*$")
_PROPER = re.compile(r"[«»]|\b[А-ЯЁ]{2,}\b|^(?:Управление|Отдел|Комитет|Департамент|Центр|Дворец|Дом)\b")


@rule(
    "Организация участвует, но ничего не исполняет",
    severity="breaks",
    why="Занятость людей указана, а поручений в плане у них нет: за что они отвечают, не видно.",
    advice="Поручить организации мероприятия или исключить её людей из участников.",
    needs=("participants.position", "plan_items.executor"),
)
def participant_executes_nothing(plan: Plan) -> Iterator[Contradiction]:
    """An organization named in the positions of section 5 that is nowhere an executor in annex 1."""
    executors = _executors(plan)
    by_body: dict[str, list[tuple[int, str]]] = {}
    for row in plan["participants"].itertuples():
        body = _body(row.position)
        if body and not any(_same(body, executor) for executor in executors):
            by_body.setdefault(body, []).append((row.row, row_place(row).quote))
    for body, rows in by_body.items():
        numbers = ", ".join(str(number) for number, _ in rows)
        yield Contradiction(
            f"«{body}» участвует в проекте (раздел 5, {plural(len(rows), 'строка', 'строки', 'строки')} {numbers}), "
            "но в плане мероприятий не исполняет ничего.",
            (
                *(quotes.participant(number, quote) for number, quote in rows),
                quotes.item("", "исполнители: " + "; ".join(executors)),
            ),
        )


@rule(
    "Организация исполняет, но среди участников её нет",
    severity="breaks",
    why="Пункт поручен тем, кто в проекте не участвует: спросить не с кого.",
    advice="Назвать в разделе 5 человека от этой организации.",
    needs=("participants.position", "plan_items.executor"),
)
def executor_takes_no_part(plan: Plan) -> Iterator[Contradiction]:
    """An executor of annex 1 by its own name that no position of section 5 mentions."""
    texts = [text for row in plan["participants"].itertuples() for text in (row.position, row.person)]
    items = plan["plan_items"]
    directory = plan["executors"]
    for executor in dict.fromkeys(directory["organization"]):
        spellings = set(directory.loc[directory["organization"] == executor, "spelling"])
        mine = items[items["executor"].isin(spellings)]
        if len(mine) and _PROPER.search(executor) and not any(_mentions(text, executor) for text in texts):
            first = mine.iloc[0]
            yield Contradiction(
                f"«{executor}» исполняет пункты плана ({', '.join(mine['item'].head(5))}), "
                "но ни один участник раздела 5 её не представляет.",
                (quotes.item(first["number"], f"{quotes.cut(first['title'], 90)}: {first['executor']}"),),
            )


def _executors(plan: Plan) -> list[str]:
    items, directory = plan["plan_items"], plan["executors"]
    used = directory[directory["spelling"].isin(set(items["executor"]))]
    return list(dict.fromkeys([*used["organization"], *used["spelling"]]))


def _body(position: str) -> str:
    """The organization in a position: «Управление культуры» of «МКУ «Управление культуры администрации …»»."""
    quoted = _QUOTED.search(position)
    return "" if not quoted or _SETTLEMENT.match(quoted[1]) else _WHOSE.sub("", quoted[1]).strip()


def _same(body: str, executor: str) -> bool:
    """Whether an executor is the organization: by all its words, or by its initials («ЦРО»)."""
    initials = "".join(word[0] for word in re.findall(r"\w+", body)).upper()
    return set(words(body)) <= set(words(executor)) or initials in re.findall(r"\b[А-ЯЁ]{2,}\b", executor)


def _mentions(text: str, executor: str) -> bool:
    body = _body(text)
    return (bool(body) and (_same(body, executor) or _same(executor, body))) or set(words(executor)) <= set(words(text))
