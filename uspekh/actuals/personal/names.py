"""Names of people in a text: by the shape of words first, by the dictionary only where the shape is one of a name.

Work is proportional to the length of the text: words are taken one by one, and each is compared with its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from uspekh.actuals.personal.dictionary import (
    POSSIBLE,
    SURE,
    NameWord,
    is_known_word,
    is_turkic_ending,
    is_verb,
    look_up,
)
from uspekh.actuals.personal.words import is_honoured, is_staff, is_street, is_title

_TOKEN = re.compile(r"[^\W\d_]{1,40}(?:[-’'][^\W\d_]{1,40}){0,2}|\d{1,20}")
# Two words one after another; most cells of a file have none.
_PAIR = re.compile(r"[^\W\d_][\s_,.]{1,3}[^\W\d_]")
_SURNAME_ENDING = re.compile(r"(?:[оеё]в|[иы]н|[сц]кий)а?$|[сц]кая$|енко$|[уюя]к$|[ая]нц?$|ov$|ev$|in$|ova$|eva$|ina$")
_LONGEST_ABBREVIATIONS = 7
_TYING = " \t\n\r\u00a0\u202f_,"
_WIDEST_GAP = 3
_BESIDE_A_NAME = frozenset(("класс", "класса", "кл", "группа", "гр", "г", "р", "год", "года", "лет", "и"))
_LOOK_BACK = 12
_LOOK_AHEAD = 3

Shape = Literal["capital", "initial", "small", "number"]


@dataclass(frozen=True)
class Token:
    """A word or a number, its place in the text, what stands before it, and whether a full stop follows at once."""

    text: str
    start: int
    end: int
    gap: str
    shape: Shape
    dotted: bool


@dataclass(frozen=True)
class Name:
    """A person's name. ``first``, ``last``: places of its tokens; ``whole``: more than a surname with initials."""

    first: int
    last: int
    start: int
    end: int
    whole: bool


def tokens_of(text: str) -> list[Token]:
    """The words and numbers of a text."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        end = match.end()
        tokens.append(Token(match[0], match.start(), end, gap, _shape(match[0]), text[end : end + 1] == "."))
    return tokens


def _shape(word: str) -> Shape:
    if word[0].isdigit():
        return "number"
    if not word[0].isupper():
        return "small"
    return "initial" if len(word) == 1 else "capital"


def named_people(text: str) -> list[Name]:
    """Names in a text, without those of officials, of whom a school or a street is named after, and businesses.

    An official is one whose post stands beside: «Директор … Иванова И. И.», «Петрова А. С., учитель».
    """
    if not _PAIR.search(text):
        return []
    tokens = tokens_of(text)
    names = list(_names(tokens))
    return [
        name
        for index, name in enumerate(names)
        if not _is_public(tokens, name, names[max(0, index - _LOOK_BACK) : index])
    ]


def names_alone(text: str) -> list[Name]:
    """The names of a text that holds nothing else, numbers and letters of classes aside; otherwise nothing.

    Here a name may also be less certain («Сэсэг Дугарова», «Иванов П»).
    """
    if not _PAIR.search(text):
        return []
    tokens = tokens_of(text)
    names = list(_names(tokens)) or _uncertain(tokens)
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    rest = (token for index, token in enumerate(tokens) if index not in taken)
    return names if all(_is_beside_a_name(token) for token in rest) else []


def single_name_word(text: str) -> NameWord:
    """What the only word of a text is in a name; nothing where there are several."""
    tokens = tokens_of(text)
    if len(tokens) == 1 and tokens[0].shape == "capital":
        return look_up(tokens[0].text)
    return NameWord()


def _is_beside_a_name(token: Token) -> bool:
    return token.shape == "number" or len(token.text) == 1 or token.text.lower() in _BESIDE_A_NAME


def _names(tokens: Sequence[Token]) -> Iterator[Name]:
    index = 0
    while index < len(tokens):
        if (last := _name_from(tokens, index)) is None:
            index += 1
            continue
        last = _with_turkic_ending(tokens, last)
        whole = sum(token.shape != "initial" for token in tokens[index : last + 1]) > 1
        yield Name(index, last, tokens[index].start, tokens[last].end, whole)
        index = last + 1


def _name_from(tokens: Sequence[Token], first: int) -> int | None:
    """The last token of the name that begins at ``first``."""
    group = _tied(tokens, first)
    shapes = [token.shape for token in group]
    if len(group) < 2 or shapes[0] == "number":
        return None
    length = _with_initials(group, shapes) if "initial" in shapes else 0
    ends = (index for index, shape in enumerate(shapes) if shape in ("initial", "number"))
    length = length or _of_words(group[: next(ends, len(group))])
    return first + length - 1 if length else None


def _with_turkic_ending(tokens: Sequence[Token], last: int) -> int:
    """«Алиев Мурад Рашид оглы»: the father's name and the word after it belong to the name."""
    ends = (index for index in range(last + 1, min(len(tokens), last + 3)) if is_turkic_ending(tokens[index].text))
    return next(ends, last)


def _tied(tokens: Sequence[Token], first: int) -> list[Token]:
    """Up to three words that follow one another with nothing but spaces, a comma or the dot of an initial between."""
    group = [tokens[first]]
    for token in tokens[first + 1 : first + 3]:
        before = group[-1]
        gap = token.gap.lstrip(".") if before.shape == "initial" else token.gap
        if len(token.gap) > _WIDEST_GAP or gap.strip(_TYING) or (not gap and before.shape != "initial"):
            break
        group.append(token)
    return group


def _with_initials(group: Sequence[Token], shapes: Sequence[Shape]) -> int:
    """How many tokens «Иванов П. И.», «Иванов П.», «П. И. Иванов» or «Петя И.» takes; 0 where it is none."""
    if shapes[0] == "capital" and shapes[1] == "initial":
        length = 3 if shapes[1:] == ["initial", "initial"] else 2
        word = look_up(group[0].text)
        if length == 3:
            return length if word.surname else 0
        return length if max(word.surname, word.given_name) >= SURE and group[1].dotted else 0
    count = shapes.count("initial")
    if shapes[0] == "initial" and shapes[count:] == ["capital"] and group[0].dotted:
        surname = look_up(group[-1].text).surname
        return count + 1 if surname >= SURE or (surname and count == 2) else 0
    return 0


def _of_words(words: Sequence[Token]) -> int:
    """How many of the words are a name in full: a given name with a surname or a patronymic."""
    if len(words) < 2:
        return 0
    small = any(token.shape == "small" for token in words[:2])
    if not (_may_be_small_name(words[:2]) if small else _may_be_name(words[:2])):
        return 0
    roles = [look_up(token.text) for token in words]
    if not small and len(words) == 3 and roles[2].patronymic and words[2].shape == "capital":
        return 3
    if roles[1].patronymic and (not small or roles[0].given_name >= SURE):
        return 3 if len(words) == 3 and roles[2].surname and words[2].shape == "capital" else 2
    certainty = _pair(roles[0], roles[1])
    if certainty < (SURE + SURE if small else SURE + POSSIBLE):
        return 0
    return 3 if len(words) == 3 and roles[2].patronymic else 2


def _may_be_name(words: Sequence[Token]) -> bool:
    """False for short words in capitals («МОУ СОШ»), with which nearly every file would load the dictionary."""
    capitals = all(token.text.isupper() for token in words)
    return not capitals or sum(len(token.text) for token in words) > _LONGEST_ABBREVIATIONS


def _may_be_small_name(words: Sequence[Token]) -> bool:
    """«иванов петя»: without capitals only the ending of a surname tells that the dictionary is worth asking."""
    small = all(token.shape == "small" and len(token.text) > 2 for token in words)
    return small and any(_SURNAME_ENDING.search(token.text) for token in words)


def _pair(one: NameWord, other: NameWord) -> int:
    ways = ((one.given_name, other.surname), (one.surname, other.given_name))
    return max((sum(way) for way in ways if all(way)), default=0)


def _uncertain(tokens: Sequence[Token]) -> list[Name]:
    """A whole text of two or three words with a capital, of which one is of a name and the others are no words."""
    words = [token for token in tokens if token.shape in ("capital", "initial")]
    long = [token for token in words if token.shape == "capital"]
    if not long or not 2 <= len(words) <= 3 or tokens.index(words[-1]) - tokens.index(words[0]) != len(words) - 1:
        return []
    if len(long) > 1 and not _may_be_name(long):
        return []
    roles = [look_up(token.text) for token in long]
    if not any(roles) or not all(
        role or not is_known_word(token.text) for role, token in zip(roles, long, strict=True)
    ):
        return []
    first, last = tokens.index(words[0]), tokens.index(words[-1])
    return [Name(first, last, words[0].start, words[-1].end, len(long) > 1)]


def _is_public(tokens: Sequence[Token], name: Name, earlier: Sequence[Name]) -> bool:
    return _named_after(tokens, name) or _has_post(tokens, name, earlier)


def _named_after(tokens: Sequence[Token], name: Name) -> bool:
    """«школа имени Ивана Петрова», «ул. Юрия Гагарина», «ИП Иванова А. А.»"""
    for index in range(name.first - 1, max(-1, name.first - _LOOK_BACK), -1):
        word = tokens[index].text.lower()
        if is_honoured(word):
            return True
        if index == name.first - 1 and is_street(word):
            return True
        if not is_title(word) and (_ends_sentence(tokens, index + 1) or index < name.first - 6):
            return False
    return False


def _has_post(tokens: Sequence[Token], name: Name, earlier: Sequence[Name]) -> bool:
    for index in range(name.last + 1, min(len(tokens), name.last + 1 + _LOOK_AHEAD)):
        if _ends_sentence(tokens, index):
            break
        if is_staff(tokens[index].text):
            return True
    for index in range(name.first - 1, max(-1, name.first - _LOOK_BACK - 1), -1):
        token = tokens[index]
        if _ends_sentence(tokens, index + 1):
            return False
        if is_staff(token.text):
            between = [each for each in earlier if each.first > index]
            return not between or _is_plural(token.text)
        if token.shape == "small" and is_verb(token.text):
            return False
    return False


def _is_plural(word: str) -> bool:
    return word.lower().endswith(("ые", "ие", "и", "ы", "ора", "еля"))


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sentence ends before the token; the dot of «им.» or of an initial ends none."""
    gap = tokens[index].gap
    return any(character in gap for character in ";!?") or (
        "." in gap and index > 0 and len(tokens[index - 1].text) > 4
    )
