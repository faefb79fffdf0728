"""Headings under which personal data of children and parents stand in exports of registries."""

from __future__ import annotations

import re

from uspekh.russian.text import fold

LONGEST = 90
_STRONG = {
    "personal.name": r"\bф ?\.? ?и ?\.? ?о\b|\bфамили[яию]|\bотчеств|^имя$|^имя (реб|уч|обуч|воспит|дет|род|мат|отц)",
    "personal.birth": r"\b(дата|день|год|место|д\.) ?рожд|\bд/р\b|^др$|свидетельств\w* о рожд",
    "personal.snils": r"\bснилс\b|страхов\w* номер",
    "personal.document": r"^паспорт(ные данные)?$|^паспорт\w* .*(реб|род|сери|номер|№)|удостоверя\w* личность"
    r"|^сери[яи] и номер|номер полиса|^полис",
    "personal.address": r"(адрес|место) (проживан|регистрац|жительств|прописк)|домашн\w* адрес|^адрес (реб|род|обуч)",
    "personal.phone": r"(телефон|тел)\b.*(реб|род|мат|отц|законн|обуч|учен|моб|сот|дом)|(моб|сот|дом)\w*\.? тел",
}
_WEAK = {
    "personal.address": r"^(полный |почтовый )?адрес$",
    "personal.phone": r"^(контактн\w* )?(номер )?тел(ефон\w*)?( номер)?$",
}
# Nearly no cell of a file is any of these: one search tells.
_ANY = re.compile("|".join((*_STRONG.values(), *_WEAK.values())))
# Counts of children, and the people who answer for a report: one name beside it is no list of children.
_COUNTED = re.compile(r"колич|кол-во|\bчисл|\bчел\b|\bдоля\b|\bдоли\b|%|всего|наличие")
_STAFF = re.compile(r"ответствен|исполнител|контактн\w* лиц|подпис|директор|руководител|заполнил|составил|педагог")
_ORGANIZATION = re.compile(r"организац|учрежден|школ|юридич|фактическ|заведен|\bоо\b|\bоу\b")


def personal_heading(cell: str, beside: list[str]) -> str | None:
    """Code of the personal data that a heading announces; ``beside`` are the other headings of its row.

    An address or a telephone beside organizations is theirs, unless it says whose it is.
    """
    label = fold(cell).rstrip(":")
    if len(label) > LONGEST or not _ANY.search(label) or _COUNTED.search(label) or _STAFF.search(label):
        return None
    strong = next((code for code, pattern in _STRONG.items() if re.search(pattern, label)), None)
    if strong or any(_ORGANIZATION.search(fold(text)) for text in beside):
        return strong
    return next((code for code, pattern in _WEAK.items() if re.search(pattern, label)), None)
