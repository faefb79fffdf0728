"""Words written in Latin letters back in Cyrillic ones: «Shcherbakova» → «Щербакова»."""

from __future__ import annotations

import re
from functools import lru_cache

_CLUSTERS = {
    "shch": "щ", "sch": "щ", "iya": "ия", "iia": "ия", "iyu": "ию", "ight": "айт",
    "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц", "ch": "ч", "sh": "ш", "ck": "к", "ph": "ф", "ia": "ия",
    "ya": "я", "ja": "я", "yu": "ю", "iu": "ю", "ju": "ю", "yo": "ё", "jo": "ё", "ye": "е", "je": "е", "ks": "кс",
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "й", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "в", "x": "кс", "y": "ы", "z": "з", "'": "ь", "’": "ь",
}  # fmt: skip
_LONGEST = max(map(len, _CLUSTERS))
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_VOWELS = "аеёиоуыэюя"
# One ending of Latin letters stands for several Russian ones: «Dmitry», «Dmitrii», «Gorsky», «Ilya», «Iliia».
_ENDINGS = (
    ("ии", "ий"), ("ы", "ий"), ("и", "ий"), ("ия", "ья"), ("ля", "лья"), ("ря", "рья"), ("тяна", "тьяна"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def cyrillic_spellings(word: str) -> tuple[str, ...]:
    """What a word of Latin letters may have been in Russian, the likeliest first; nothing for a word of others."""
    if _CYRILLIC.search(word):
        return ()
    plain = _letter_by_letter(word.lower())
    others = (plain.removesuffix(end) + instead for end, instead in _ENDINGS if plain.endswith(end))
    return tuple(spelling.capitalize() for spelling in dict.fromkeys((plain, *others)))


def _letter_by_letter(word: str) -> str:
    letters: list[str] = []
    index = 0
    while index < len(word):
        for length in range(min(_LONGEST, len(word) - index), 0, -1):
            if russian := _CLUSTERS.get(word[index : index + length]):
                break
        else:
            russian, length = word[index], 1
        # «Sergey», «Mayskiy»: after a vowel y is й.
        if russian == "ы" and letters and letters[-1][-1] in _VOWELS:
            russian = "й"
        letters.append(russian)
        index += length
    # «Aleksei», «Nikolai».
    if len(letters) > 1 and letters[-1] == "и" and letters[-2][-1] in "аеоуя":
        letters[-1] = "й"
    return "".join(letters)
