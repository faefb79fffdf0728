"""Wordings against each other: a title and its description, sentences of one cell, the same words elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from uspekh.audit import quotes
from uspekh.audit.finding import Citation
from uspekh.audit.likeness import resembles, words
from uspekh.audit.rules import Contradiction, rule
from uspekh.audit.wording import HEADCOUNT_WORDS, SHARE_WORDS, ranges, stated
from uspekh.passport.plan import Plan
from uspekh.russian.text import fold

_LADDER = 3
"""Figures of one kind from which a text is a ladder by years: our own."""
_STEP = 0.8
"""Likeness from which two sentences of one cell are steps of one ladder: our own."""
_OF = {"лет": "лет", "класс": "классы"}
_ONE_TEXT = 0.95
"""Likeness from which two descriptions are one: our own."""
_YEAR = re.compile(r"\b20\d\d\b")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[А-ЯЁ])")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_DEADLINE = re.compile(r"\b[Кк] (?:(началу|середине|концу) )?(20\d\d) год\w*")
_SHARE_WORD = re.compile(r"\bдол[яиюей]+\b")
_PROGRAMMES = r"дополнительн\w+ (?:обще\w+ )?программ"
_KINDS_OF_ORGANIZATION = {
    "общеобразовательные организации": re.compile(r"общеобразовательн\w+ (?:организаци|учрежден|школ)"),
    "организации дополнительного образования": re.compile(
        rf"(?:организаци|учрежден)\w* дополнительного|(?:организаци|учрежден)[^.;]{{0,60}}{_PROGRAMMES}"
    ),
    "дошкольные организации": re.compile(r"дошкольн\w+ (?:образовательн\w+ )?(?:организаци|учрежден)|детск\w+ сад"),
    "профессиональные образовательные организации": re.compile(
        r"профессиональн\w+ образовательн\w+ организаци|колледж"
    ),
}
_LEVEL = re.compile(r"\b(муниципальн|региональн|федеральн|областн|городск|районн)\w+ ((?:\w+ ){2}\w+)")


@rule(
    "Значения по годам без годов",
    severity="breaks",
    why="К какому году относится каждое значение, читатель решает сам.",
    advice="Подписать каждое значение годом.",
    needs=("results",),
)
def ladder_without_years(plan: Plan) -> Iterator[Contradiction]:
    """A title with several figures of one kind and not one year."""
    for result in plan["results"].itertuples():
        figures = [written for written, unit, _ in stated(result.title) if unit == "%"] or [
            written for written, _, _ in stated(result.title)
        ]
        if len(figures) >= _LADDER and not _YEAR.search(result.title):
            yield Contradiction(
                f"Результат {result.id}: в наименовании значения {', '.join(figures)} — без годов.",
                (quotes.result(result.id, result.title),),
                proposal=_with_years(plan, result.id),
            )


@rule(
    "Ступени одного ряда названы по-разному",
    severity="local",
    why="Можно прочесть, что в разные годы считают разное.",
    advice="Повторить во всех годах одни и те же слова.",
    needs=("results",),
)
def ladder_wording_differs(plan: Plan) -> Iterator[Contradiction]:
    """Sentences of one title that say one thing of every year, in different words."""
    for result in plan["results"].itertuples():
        steps = [_FIGURES.sub("#", fold(sentence)) for sentence in _SENTENCE.split(result.title)]
        similar = len(steps) >= _LADDER and all(resembles(one, other, _STEP) for one, other in pairwise(steps))
        if similar and len(set(steps)) > 1:
            first, other = steps[0], next(step for step in steps if step != steps[0])
            yield Contradiction(
                f"Результат {result.id}: значения по годам названы по-разному: {_difference(first, other)}.",
                tuple(
                    quotes.result(result.id, sentence)
                    for sentence in dict.fromkeys(
                        _FIGURES.sub("…", text.strip(" .;")) for text in _SENTENCE.split(result.title)
                    )
                ),
            )


@rule(
    "Два срока в одной ячейке",
    severity="local",
    why="«К концу года» и «к году» — разные даты: неясно, когда результат просрочен.",
    advice="Оставить один срок.",
    needs=("results.characteristic",),
)
def deadline_twice(plan: Plan) -> Iterator[Contradiction]:
    """Two different deadlines in one description."""
    for result in plan["results"].itertuples():
        deadlines = {match.groups(): match[0] for match in _DEADLINE.finditer(result.characteristic)}
        if len(deadlines) > 1:
            yield Contradiction(
                f"Результат {result.id}: в характеристике два срока — «{'» и «'.join(deadlines.values())}».",
                tuple(quotes.result(result.id, quotes.around(result.characteristic, d)) for d in deadlines.values()),
            )


@rule(
    "Доля в наименовании, число в характеристике",
    severity="breaks",
    why="Рост числа людей не означает роста доли: результат можно счесть и достигнутым, и нет.",
    advice="Назвать в обоих местах одну величину.",
    needs=("results.characteristic",),
)
def share_or_number(plan: Plan) -> Iterator[Contradiction]:
    """A title that speaks of a share and a description that speaks of a number only, or the reverse."""
    for result in plan["results"].itertuples():
        title, description = fold(result.title), fold(result.characteristic)
        for one, other, first, second in (
            (title, description, "наименовании", "характеристике"),
            (description, title, "характеристике", "наименовании"),
        ):
            share, number = _SHARE_WORD.search(one) or SHARE_WORDS.search(one), HEADCOUNT_WORDS.search(other)
            if share and number and not SHARE_WORDS.search(other) and not HEADCOUNT_WORDS.search(one):
                yield Contradiction(
                    f"Результат {result.id}: в {first} — «{share[0]}», в {second} — «{number[0]}».",
                    (quotes.result(result.id, result.title), quotes.result(result.id, result.characteristic)),
                )


@rule(
    "Круг людей назван только в характеристике",
    severity="local",
    why="По наименованию считают всех, по характеристике — часть.",
    advice="Указать круг людей в наименовании.",
    needs=("results.characteristic",),
)
def scope_in_description_alone(plan: Plan) -> Iterator[Contradiction]:
    """Ages or school years that a description names and its title does not limit.

    Of results with one description, which is a finding by itself, the first.
    """
    described: list[str] = []
    for result in plan["results"].itertuples():
        if any(resembles(result.characteristic, before, _ONE_TEXT) for before in described):
            continue
        described.append(result.characteristic)
        limited = {of for _, _, of in ranges(result.title)}
        for low, high, of in sorted(ranges(result.characteristic)):
            if of not in limited:
                words = next(m for m in re.findall(r"[^.;]{0,40}\d[^.;]{0,40}", result.characteristic) if str(low) in m)
                yield Contradiction(
                    f"Результат {result.id}: в характеристике {low}–{high} {_OF[of]}, в наименовании ограничения нет.",
                    (quotes.result(result.id, result.title), quotes.result(result.id, words.strip())),
                )


@rule(
    "Наименование и характеристика — о разных организациях",
    severity="breaks",
    why="Неясно, какие организации отвечают за результат.",
    advice="Назвать в обоих местах одни и те же организации.",
    needs=("results.characteristic",),
)
def organizations_differ(plan: Plan) -> Iterator[Contradiction]:
    """A title about one kind of organizations and a description about another."""
    for result in plan["results"].itertuples():
        mine, theirs = _organizations(result.title), _organizations(result.characteristic)
        if mine and theirs and not mine.keys() & theirs.keys():
            yield Contradiction(
                f"Результат {result.id}: в наименовании — {', '.join(mine)}, в характеристике — {', '.join(theirs)}.",
                (
                    quotes.result(result.id, quotes.around(result.title, next(iter(mine.values())))),
                    quotes.result(result.id, quotes.around(result.characteristic, next(iter(theirs.values())))),
                ),
            )


@rule(
    "Один и тот же предмет назван разным уровнем",
    severity="local",
    why="Неясно, чья это модель и кто её утверждает.",
    advice="Указать один уровень или пояснить разницу.",
    needs=("plan_items",),
)
def level_differs(plan: Plan) -> Iterator[Contradiction]:
    """«Муниципальной модели …» and «региональной модели …» with the same words after them."""
    first: dict[tuple[str, ...], tuple[str, str, Citation]] = {}
    reported = set()
    for item in plan["plan_items"].itertuples():
        for match in _LEVEL.finditer(item.title.casefold()):
            level, thing = match[1], tuple(words(match[2]))
            written = (level, match[0], quotes.item(item.number, quotes.around(item.title, match[0])))
            before = first.setdefault(thing, written)
            if before[0] != level and (thing, level) not in reported:
                reported.add((thing, level))
                yield Contradiction(
                    f"«{before[1]}» и «{match[0]}»: предмет один, уровень разный.", (before[2], written[2])
                )


def _with_years(plan: Plan, result: str) -> str:
    targets = plan["result_targets"]
    mine = targets[targets["result"] == result].drop_duplicates("year").sort_values("year")
    steps = [(row.year, [written for written, _, _ in stated(row.wording)]) for row in mine.itertuples()]
    if not all(figures for _, figures in steps):
        return ""
    shown = "; ".join(f"в {year} году — {' ('.join(figures)}{')' * (len(figures) - 1)}" for year, figures in steps)
    return shown.replace("чел)", "чел.)")


def _difference(one: str, other: str) -> str:
    left, right = one.split(), other.split()
    for here, there in zip(left, right, strict=False):
        if here != there:
            return f"«{here}» и «{there}»"
    return f"«{left[-1]}» и «{right[-1]}»"


def _organizations(text: str) -> dict[str, str]:
    matches = {kind: pattern.search(text) for kind, pattern in _KINDS_OF_ORGANIZATION.items()}
    return {kind: match[0] for kind, match in matches.items() if match}
