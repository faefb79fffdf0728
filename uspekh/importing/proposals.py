"""What a document does not say and the program needs: proposed by likeness, to be confirmed by a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from uspekh.importing.collecting import OrganizationType, propose_fields
from uspekh.importing.document.parsing import shorten_title
from uspekh.importing.draft import Draft, Remark
from uspekh.importing.sums import differences_by_source, list_missing
from uspekh.russian.text import fold, tidy
from uspekh.words import PEOPLE, SHARE

_LIKE = 82
"""Per cent of likeness from which two titles are taken for one thing."""
_PERSON = re.compile(r"([А-ЯЁ][а-яё-]+)\s+([А-ЯЁ])(?:\.\s?|[а-яё]+\s+)([А-ЯЁ])(?:\.|[а-яё]+)?")
_SHARE = re.compile(r"(\d+(?:,\d+)?)\s*%")
_PEOPLE = re.compile(r"(\d{2,})\s*(?:чел|дет|человек)")
_YEARLY = re.compile(r"ежегодн", re.IGNORECASE)
_AT_LEAST = re.compile(r"не менее", re.IGNORECASE)
_REMAINDER = "Часть итогов, которую паспорт не разбивает по строкам"
_REMAINDER_NOTE = "Сумма выведена из итогов: строк, которые её объясняют, в документе нет."


def propose(draft: Draft, types: Sequence[OrganizationType] = ()) -> list[Remark]:
    """Adds what is ours to the tables; returns in words what has to be confirmed. ``types``: of the directory."""
    for table in ("indicators", "results", "budget_lines"):
        for row in draft.rows(table):
            row["short_title"] = shorten_title(row["title"])
    sentences = [Remark("", "Краткие названия показателей, результатов и строк бюджета взяты из полных.", "indicators")]
    if _propose_remainder(draft):
        sentences.append(Remark("", "Строка «Не разбито по строкам паспорта» выведена из итогов.", "budget"))
    _name_people(draft)
    text = f"Лица (написаний: {len(draft.rows('people'))}): кто есть кто — по фамилии и инициалам."
    sentences.append(Remark("", text, "participants"))
    _name_executors(draft)
    text = f"Исполнители (строк: {len(draft.rows('executors'))}): организации разделены по запятой."
    sentences.append(Remark("", text, "plan"))
    _define_levels(draft)
    _link(draft)
    text = f"Связи результатов с планом, бюджетом и участниками: {len(draft.rows('links'))}, по сходству."
    sentences.append(Remark("", text, "links"))
    if not draft.rows("result_targets"):
        _read_targets_off(draft)
        count = len(draft.rows("result_targets"))
        text = f"Плановые значения результатов: {count}, прочитаны из формулировок плана."
        sentences.append(Remark("", text, "results"))
    count = propose_fields(draft, types)
    text = (
        f"Поля и формулы показателей ({count}) предложены по единицам измерения; по результатам ничего не собирается."
    )
    sentences.append(Remark("", text, "collecting"))
    how = "предложено по видам организаций справочника" if types else "документ не говорит: отметьте сами"
    sentences.append(Remark("", f"Кто что заполняет, {how}.", "collecting"))
    return sentences


def _propose_remainder(draft: Draft) -> bool:
    """A line for money of the totals that no printed line explains, where no line exceeds them."""
    left = differences_by_source(draft).values()
    if not any(left) or min(left, default=Decimal()) < 0:
        return False
    missing = list_missing(row["line"] for row in draft.rows("budget_lines"))
    line = "-".join(dict.fromkeys((missing[0], missing[-1]))) if missing else "прочее"
    row = {"line": line, "title": _REMAINDER, "short_title": "Не разбито по строкам паспорта"}
    draft.add_first("budget_lines", **row, derived=True, note=_REMAINDER_NOTE)
    return True


def _name_people(draft: Draft) -> None:
    spellings = [official["name"] for official in draft.head.get("officials", ())]
    for row in draft.rows("participants"):
        spellings.append(row["person"])
        if chief := _PERSON.match(row["supervisor"]):
            spellings.append(chief[0])
    counts = Counter(filter(None, spellings))
    persons: dict[str, int] = {}
    for spelling, count in counts.most_common():
        match = _PERSON.fullmatch(spelling)
        person = f"{match[1]} {match[2]}.{match[3]}." if match else spelling
        person = next((other for other in persons if match and _is_misprint(other, person)), person)
        persons[person] = persons.get(person, 0) + count
        draft.add("people", spelling=spelling, person=person, collective=match is None)


def _is_misprint(name: str, other: str) -> bool:
    """One letter inside of a surname for another; a letter more or less may be another person."""
    return (
        len(name) == len(other) and name[:3] == other[:3] and name[-6:] == other[-6:] and _differing(name, other) == 1
    )


def _differing(name: str, other: str) -> int:
    return sum(letter != another for letter, another in zip(name, other, strict=True))


def _name_executors(draft: Draft) -> None:
    spellings = sorted({row["executor"] for row in draft.rows("plan_items")} - {""})
    single = {spelling for spelling in spellings if "," not in spelling}
    # «А Б» is two executors where Б is written alone elsewhere.
    single = {name for name in single if not _split(name, single - {name})}
    for spelling in spellings:
        # «Фамилия И.О., должность» is one executor.
        for part in [spelling] if _PERSON.match(spelling) else spelling.split(","):
            name = tidy(part)
            for organization in _split(name, single - {name}) or [name]:
                draft.add("executors", spelling=spelling, organization=organization[:1].upper() + organization[1:])


def _split(name: str, single: Iterable[str]) -> list[str]:
    for last in sorted(single, key=len, reverse=True):
        first = name.removesuffix(" " + last)
        if first != name:
            return [first, last]
    return []


def _define_levels(draft: Draft) -> None:
    defined = {row["code"] for row in draft.rows("control_levels")}
    for code in dict.fromkeys(row["control"] for row in draft.rows("plan_items")):
        if code and code not in defined:
            draft.add("control_levels", code=code, title="")


def _link(draft: Draft) -> None:
    """Each plan result, budget line, participant and indicator to the results whose titles are most like its own."""
    titles = {row["id"]: fold(row["title"]) for row in draft.rows("results")}
    for kind, target, title in _link_targets(draft):
        for result in _most_like(fold(title), titles):
            draft.add("links", result=result, kind=kind, target=target, note="предложено по сходству названий")


def _link_targets(draft: Draft) -> Iterator[tuple[str, str, str]]:
    for row in draft.rows("plan_items"):
        if row["kind"] == "result":
            yield "plan_item", row["item"], row["title"]
    for row in draft.rows("budget_lines"):
        yield "budget_line", row["line"], row["title"]
    for row in draft.rows("participants"):
        if row["task"]:
            yield "participant", row["row"], row["task"]


def _most_like(title: str, titles: dict[str, str]) -> list[str]:
    likeness = {result: fuzz.token_set_ratio(title, other) for result, other in titles.items()}
    best = max(likeness.values(), default=0)
    return [result for result, share in likeness.items() if share == best >= _LIKE][:1]


def _read_targets_off(draft: Draft) -> None:
    """«Не менее 20 % (600 чел.)» of a plan result that ends in a year is the target of its result for that year.

    «Ежегодно» makes it that of every year. A result without such an item is read by its own title, for the last year.
    """
    items = {row["item"]: row for row in draft.rows("plan_items")}
    start, end = draft.head["project"]["start"].year, draft.head["project"]["end"].year
    targets: dict[tuple[str, int, str], tuple[Decimal, str]] = {}
    for link in draft.rows("links"):
        if link["kind"] == "plan_item" and items[link["target"]]["end"]:
            item = items[link["target"]]
            years = range(start, end + 1) if _YEARLY.search(item["title"]) else [int(item["end"][:4])]
            for unit, target in _targets(item["title"]):
                for year in years:
                    targets.setdefault((link["result"], year, unit), (target, item["title"]))
    for row in draft.rows("results"):
        if not any(result == row["id"] for result, _, _ in targets):
            for unit, target in _targets(row["title"]):
                targets[row["id"], end, unit] = target, row["title"]
    for (result, year, unit), (target, wording) in targets.items():
        draft.add("result_targets", result=result, year=year, unit=unit, target=target, wording=wording)


def _targets(title: str) -> Iterator[tuple[str, Decimal]]:
    if _AT_LEAST.search(title):
        for unit, pattern in ((SHARE, _SHARE), (PEOPLE, _PEOPLE)):
            if match := pattern.search(title):
                yield unit, Decimal(match[1].replace(",", "."))
