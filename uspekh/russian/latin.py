"""Russian words in Latin letters, as passports and addresses of sites write them."""

from __future__ import annotations

_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
        "я": "ia",
    }
)  # fmt: skip


def write_in_latin(word: str) -> str:
    """A word of small letters; what is no Latin letter or digit after that is left out."""
    return "".join(letter for letter in word.translate(_LETTERS) if letter.isascii() and letter.isalnum())
