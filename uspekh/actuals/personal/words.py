"""Words under and beside which personal data of children and parents stand, and those beside which they do not.

Every pattern is bounded: what it may take of a text has a greatest length.
"""

from __future__ import annotations

import re

from uspekh.actuals.personal.transliteration import cyrillic_spellings
from uspekh.russian.text import fold

LONGEST = 90
_STRONG = {
    "personal.name": r"\bф ?\.? ?и ?\.? ?о\b|^ф ?\.? ?и\b|\bфамили[яию]|\bотчеств|"
    r"^имя$|^имя (реб|уч|обуч|воспит|дет|род|мат|отц)|\b(sur|last |first |family |given |full )name\b|\bpatronymic",
    "personal.birth": r"\b(дата|день|год|место|д\.) ?рожд|\bд/р\b|^д\.? ?р$|свидетельств\w{0,4} о рожд"
    r"|\bbirth|^dob$|^b ?day$",
    "personal.snils": r"\bснилс\b|страхов\w{0,4} номер|\bsnils\b",
    "personal.document": r"^паспорт(ные данные)?$|^паспорт\w{0,4} .{0,60}(реб|род|сери|номер|№)"
    r"|удостоверя\w{0,4} личность|^сери[яи] и номер|номер полиса|^полис|^свидетельство$|номер свидетельств",
    "personal.address": r"(адрес|место) (проживан|регистрац|жительств|прописк)|домашн\w{0,4} адрес"
    r"|^адрес (реб|род|обуч)|^(где )?прожива|^(где )?живет|\bhome address",
    "personal.phone": r"(телефон|тел)\b.{0,60}(реб|род|мам|пап|мат|отц|законн|обуч|учен|моб|сот|дом)"
    r"|(моб|сот|дом)\w{0,6}\.? тел|\b(mobile|cell|parent).{0,20}phone",
    "personal.email": r"(e-?mail|почт\w{0,2}|мейл|имейл).{0,60}(реб|род|мам|пап|мат|отц|законн|обуч|учен)"
    r"|(parent|child|student|pupil).{0,20}e-?mail",
}
_WEAK = {
    "personal.address": r"^(полный |почтовый )?адрес$|^address$",
    "personal.phone": r"^(контактн\w{0,4} )?(номер )?тел(ефон\w{0,3})?( номер)?$|^(mobile |phone|tel)(number|no)?$",
    "personal.email": r"^(адрес )?(e-?mail|электронн\w{0,4} почт\w{0,2})$",
}
# Nearly no cell of a file is any of these: one search tells.
_ANY = re.compile("|".join((*_STRONG.values(), *_WEAK.values())))
_STRONG_PATTERNS = {code: re.compile(pattern) for code, pattern in _STRONG.items()}
_WEAK_PATTERNS = {code: re.compile(pattern) for code, pattern in _WEAK.items()}
# Counts of children, and the people who answer for a report: one name beside it is no list of children.
_COUNTED = re.compile(r"колич|кол-во|\bчисл|\bчел\b|\bдоля\b|\bдоли\b|%|всего|наличие")
_CHILD = re.compile(
    r"\bучени[кц]|\bучащ|\bобучающ|\bвоспитанни|\bреб[её]н|^дети$|\bучастник|\bпобедител|\bприз[её]р|\bшкольни[кц]"
    r"|\b(student|pupil|child|kid|participant|winner|learner)"
)
_NAMES = re.compile(r"^names?$|^name /")
_ORGANIZATION = re.compile(r"организац|учрежден|школ|юридич|фактическ|заведен|\bоо\b|\bоу\b|\bschool\b|organi[sz]ation")
_POST = re.compile(r"\bдолжност|\bposition\b")
_DATED = re.compile(r"^(дата|срок|период)\b")
_BORN = re.compile(r"рожд|\bд ?[./] ?р\b|birth")
_STAFF = re.compile(
    r"ответств|исполнит|контактн\w{0,4} лиц|подпис|директор|руководи|заполни|составил|педагог|заведующ|заместит|"
    r"учител|воспитател|методист|специалист|инспектор|начальник|психолог|логопед|тренер|куратор|координатор|"
    r"бухгалтер|секретар|подготовил|утвердил|утверждаю|согласова|должностн|председател|администратор|преподават|"
    r"завуч|ректор|эксперт|член\w{0,2} (жюри|комисс)|консультант|модератор|разработчик"
)
_STAFF_SHORT = frozenset(("исп", "отв", "зам", "зав", "дир", "мэр", "мэра", "глава", "главы", "предс", "рук"))
_HONOURED = frozenset(("имени", "им", "памяти", "ип", "предприниматель", "предпринимателя", "фонд", "фонда"))
_STREETS = frozenset(
    ("ул", "улица", "улице", "улицы", "пр", "проспект", "проспекте", "пер", "переулок", "переулке", "пл", "площадь",
     "бульвар", "мкр", "микрорайон", "сквер", "парк", "набережная")
)  # fmt: skip
_TITLES = frozenset(
    ("героя", "союза", "советского", "россии", "труда", "маршала", "генерала", "полковника", "академика",
     "космонавта", "поэта", "писателя", "композитора", "художника", "адмирала", "дважды", "социалистического")
)  # fmt: skip


def personal_heading(cell: str, *, of_organizations: bool = False) -> str | None:
    """Code of the personal data that a heading announces, in Russian, English or Russian in Latin letters.

    ``of_organizations``: a heading beside names organizations; an address or a telephone is theirs then, unless it
    says whose it is.
    """
    label = heading_label(cell)
    if len(label) > LONGEST or not _ANY.search(label) or _COUNTED.search(label) or _STAFF.search(label):
        return None
    strong = next((code for code, pattern in _STRONG_PATTERNS.items() if pattern.search(label)), None)
    if strong or of_organizations:
        return strong
    return next((code for code, pattern in _WEAK_PATTERNS.items() if pattern.search(label)), None)


def heading_label(cell: str) -> str:
    """A heading as the patterns know it; one in Latin letters with what it is in Russian beside it."""
    label = fold(cell[: LONGEST + 1]).rstrip(":")
    if label.isascii() and label.replace(" ", "").replace(".", "").isalpha():
        words = (cyrillic_spellings(word) for word in label.split()[:8])
        return f"{label} / {fold(' '.join(spellings[0] for spellings in words if spellings))}"
    return label


def announces_child(cell: str) -> bool:
    """Whether a heading is of children one by one, where names stand below it."""
    label = heading_label(cell)
    return bool(_CHILD.search(label)) and not _COUNTED.search(label) and not _STAFF.search(label)


def announces_names(cell: str) -> bool:
    """Whether a heading is «Name», which may be of people as of organizations."""
    return bool(_NAMES.search(heading_label(cell)))


def announces_staff(cell: str) -> bool:
    """Whether a short text names a post or whoever answers for something."""
    label = fold(cell[: LONGEST + 1])
    return len(label) <= LONGEST and (
        bool(_STAFF.search(label)) or any(w in _STAFF_SHORT for w in re.split(r"\W", label))
    )


def announces_post(cell: str) -> bool:
    """Whether a heading is «Должность»: the people beside it are officials."""
    return bool(_POST.search(fold(cell[:LONGEST])))


def announces_organization(cell: str) -> bool:
    """Whether a heading is of organizations."""
    return bool(_ORGANIZATION.search(fold(cell[:LONGEST])))


def announces_date(cell: str) -> bool:
    """Whether a heading is of dates that are no birthdays: «Дата выдачи лицензии»."""
    label = fold(cell[:LONGEST])
    return bool(_DATED.search(label)) and not _BORN.search(label)


def is_staff(word: str) -> bool:
    """Whether a word of a text names a post or whoever answers for something."""
    small = word.lower()
    return small in _STAFF_SHORT or bool(_STAFF.match(small))


def is_honoured(word: str) -> bool:
    """Whether the name that follows the word is of whom something is named after, or of a business."""
    return word in _HONOURED


def is_street(word: str) -> bool:
    """Whether the name that follows the word is a street's."""
    return word in _STREETS


def is_title(word: str) -> bool:
    """Whether the word is a title between «имени» and the name."""
    return word in _TITLES
