"""Children's data in every form that people give them are found; officials, streets and orders are not taken for them.

Sheets are made directly, so that the search is tried without opening a file.
"""

from __future__ import annotations

from datetime import date

import pytest

from uspekh.actuals.opening.workbook import Sheet
from uspekh.actuals.personal.search import name_of_file, personal_data
from uspekh.actuals.personal.texts import people_in, personal_code

STARTED = 2019
DATED = frozenset(("дата исполнения", "прогнозная дата"))
# 123-456-789 64: 1·9+2·8+3·7+4·6+5·5+6·4+7·3+8·2+9·1 = 165, 165 mod 101 = 64.
SNILS_WITH_SPACES = "123 456 789 64"


def sheet(*rows, name="Лист1"):
    """A sheet of rows from cell A1."""
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet(name, False, 0, 0, len(rows), tuple([row[place] for row in padded] for place in range(width)))


def found(*rows, name="Лист1"):
    """Code and cell of what is found on a sheet."""
    return [(problem.code, problem.cell) for problem in personal_data([sheet(*rows, name=name)], STARTED, DATED)]


REFUSED_TABLES = {
    "surname and given name under pupil": ([["Ученик", "Балл"], ["Соколова Дарина", 5]], ("personal.name", "A1")),
    "given name first": ([["Обучающиеся", "Балл"], ["Тимофей Громов", 5]], ("personal.name", "A1")),
    "surname with one initial": ([["Воспитанник", "Балл"], ["Соколова Д.", 5]], ("personal.name", "A1")),
    "initial without its dot": ([["Ребёнок", "Балл"], ["Громов Т", 5]], ("personal.name", "A1")),
    "a name that no dictionary knows": ([["Участник", "Балл"], ["Сэлмэг Дондокова", 5]], ("personal.name", "A1")),
    "several names in a cell": (
        [["Класс", "Победители"], ["7А", "Соколова Дарина, Громов Тимофей"]], ("personal.name", "B1"),
    ),
    "English heading": ([["Student name", "Score"], ["Громов Тимофей", 5]], ("personal.name", "A1")),
    "English heading of surnames": ([["Surname", "Score"], ["Громов", 5]], ("personal.name", "A1")),
    "Latin letters under an English heading": ([["Pupil", "Score"], ["Sokolova Darina", 5]], ("personal.name", "A1")),
    "Russian heading in Latin letters": ([["Familiya", "Klass"], ["Gromov", "7A"]], ("personal.name", "A1")),
    "names in Latin letters without a heading": (
        [["Code", 1], ["Shcherbakova Yuliya", 2], ["GROMOV TIMOFEY", 3], ["Dmitrii Zhukov", 4]],
        ("personal.name", "A1"),
    ),
    "names without a heading": (
        [["Кто", 1], ["Соколова Дарина", 2], ["Громов Тимофей", 3], ["Жукова Ксения", 4]], ("personal.name", "A1"),
    ),
    "initials without a heading": (
        [["Кто", 1], ["Соколова Д.", 2], ["Громов Т.", 3], ["Жукова К.", 4]], ("personal.name", "A1"),
    ),
    "names in small letters": (
        [["кто", 1], ["соколова дарья", 2], ["громов тимофей", 3], ["жукова ксения", 4]], ("personal.name", "A1"),
    ),
    "given names alone": (
        [["Кто", 1], ["Дарья", 2], ["Тимофей", 3], ["Ксения", 4], ["Арсений", 5]], ("personal.name", "A1"),
    ),
    "given names with an initial": (
        [["Кто", 1], ["Дарья С.", 2], ["Тимофей Г.", 3], ["Ксения Ж.", 4]], ("personal.name", "A1"),
    ),
    "numbered names with classes": (
        [["Список", 1], ["1. Соколова Дарина, 7А", 2], ["2. Громов Тимофей 8 «Б» класс", 3], ["3. Жукова Ксения", 4]],
        ("personal.name", "A1"),
    ),
    "father's name with оглы": (
        [["Кто", 1], ["Алиев Мурад Рашид оглы", 2], ["Мамедова Лейла Тофик кызы", 3], ["Гасанов Эмин Али оглы", 4]],
        ("personal.name", "A1"),
    ),
    "born after 2018, by the heading": (
        [["Код", "Дата рождения"], ["Ш1", date(2020, 4, 5)]], ("personal.birth", "B1"),
    ),
    "heading д.р.": ([["Код", "Д. р."], ["Ш1", "2013-05-04"]], ("personal.birth", "B1")),
    "English heading of birthdays": ([["Code", "Date of birth"], ["S1", "05/04/2013"]], ("personal.birth", "B1")),
    "date beside a name": ([["Громов Тимофей", date(2021, 4, 5)]], ("personal.birth", "B1")),
    "ISO text beside a name": ([["Громов Тимофей", "2013-05-04"]], ("personal.birth", "B1")),
    "telephone beside a name": ([["Громов Тимофей", "5-51-17"]], ("personal.phone", "B1")),
    "e-mail beside a name": ([["Громов Тимофей", "mama.gromova@example.org"]], ("personal.email", "B1")),
    "address beside a name": ([["Громов Тимофей", "мкр. Олимпийский, 12, кв. 7"]], ("personal.address", "B1")),
    "lives at": ([["Код", "Проживает"], ["Ш1", "ул. Советская, 3"]], ("personal.address", "B1")),
    "e-mail of a parent": (
        [["Организация", "E-mail родителя"], ["Ш1", "a@example.org"]], ("personal.email", "B1"),
    ),
    "e-mail of nobody said": (
        [["№", "Класс", "Электронная почта"], [1, 2, "a@example.org"]], ("personal.email", "C1"),
    ),
    "СНИЛС with spaces": ([["Код", "Б"], ["Ш1", SNILS_WITH_SPACES]], ("personal.snils", "B2")),
    "certificate": ([["Код", "Б"], ["Ш1", "III-СТ № 512345"]], ("personal.document", "B2")),
    "number of a certificate by its heading": (
        [["Код", "Номер свидетельства"], ["Ш1", "512345"]], ("personal.document", "B1"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), REFUSED_TABLES.values(), ids=REFUSED_TABLES.keys())
def test_a_table_of_children_is_found_with_its_place(rows, wanted):
    assert wanted in found(*rows)


REFUSED_TEXTS = {
    "Соколова Дарина Олеговна, 05.04.2013, выбыла": "personal.birth",
    "Выбыл Громов Тимофей 2013-04-05": "personal.birth",
    "Громов Т. (7 «А» класс), 5 апреля 2013": "personal.birth",
    "Зачислена Жукова Ксения, 2020 г.р.": "personal.birth",
    "ребёнок 05.04.2013 г. р. переведён": "personal.birth",
    "Gromov Timofey, born 05/04/2013": "personal.birth",
    f"справка, {SNILS_WITH_SPACES}": "personal.snils",
    "снилс 12345678964": "personal.snils",
    "св-во II-ЕР 567890": "personal.document",
    "свидетельство о рождении № 567890": "personal.document",
    "паспорт 25 11 № 123456": "personal.document",
    "Громов Тимофей, ул. Гагарина, 5": "personal.address",
    "проживает: мкр. Юбилейный, д. 3, кв. 8": "personal.address",
    "мама Громова Тимофея: 8 (914) 111-22-33": "personal.phone",
    "Громова Тимофея спросить по тел. 5-51-17": "personal.phone",
    "Жукова Ксения, zhukova@example.org": "personal.email",
    "Призёры: Соколова Дарина, Громов Тимофей и Жукова Ксения": "personal.name",
    "Директор подтвердил: Громов Тимофей, 05.04.2013": "personal.birth",
}


@pytest.mark.parametrize(("text", "code"), REFUSED_TEXTS.items())
def test_a_text_about_a_child_is_refused(text, code):
    assert personal_code(text) == code
    assert found(["Показатель", "Комментарий"], ["Ш1", text]) == [(code, "B2")]


LONE = [
    "Выбыла Соколова Дарина",
    "В списке нет Громова Т.",
    "Директор подтвердил, что Громов Тимофей выбыл",
    "Учитель Петрова А. С., Громов Тимофей",
    "Заявка подана, Zhukova Kseniia",
    "ГРОМОВ ТИМОФЕЙ переведён",
    "по заявлению громова тимофея",
    "Мария Ивановна уточнит",
]


@pytest.mark.parametrize("text", LONE)
def test_a_lone_name_is_seen_and_is_no_refusal_by_itself(text):
    assert people_in(text) and personal_code(text) is None


NOBODY = [
    "Директор МОУ СОШ № 4 ____________ Иванова И. И.",
    "Исполнитель: Петрова Анна Сергеевна, тел. 8 (39553) 5-51-17",
    "Отв. Кузнецова О. В., 12.01.2024",
    "Мэр города Боровский Олег Валерьевич",
    "Заместитель мэра по социальным вопросам Ермакова М. В.",
    "Петрова А. С., учитель информатики",
    "Ответственные: Иванова И. И., Петрова А. С., Кузнецова О. В.",
    "Школа имени Героя Советского Союза Ивана Ивановича Громова",
    "ДМШ им. Петра Ильича Чайковского",
    "ул. Юрия Гагарина, д. 5",
    "ИП Кузнецова Ольга Викторовна",
    "Приказ от 12.01.2023 № 45-од",
    "дети 2012 г. р. и старше",
    "рождённые до 01.09.2012",
    "Урок «Билет в будущее» прошёл в I полугодии",
    "Август и Март — каникулы, Вера и Надежда — кружки",
    "Саянск, Иркутская область, 2019–2024",
    "проживает в городе 4 512 детей",
    "Кванториум, Точка роста, Юный Техник",
]


@pytest.mark.parametrize("text", NOBODY)
def test_officials_streets_and_orders_are_no_finding(text):
    assert personal_code(text) is None and not people_in(text)
    assert found(["Показатель", "Комментарий"], ["Ш1", text]) == []


SILENT_TABLES = {
    "date of a licence": [
        ["Организация", "Дата выдачи лицензии"], *([f"СОШ № {n}", date(2008 + n, n, 5)] for n in range(1, 9)),
    ],
    "a series of dates before 2019": [["№", "Когда"], *([n, date(2005 + n, n, 5)] for n in range(1, 9))],
    "the same as text": [["№", "Когда"], *([n, f"0{n}.03.{2005 + n}"] for n in range(1, 9))],
    "responsible officials": [
        ["Организация", "Ответственный", "Телефон"],
        ["СОШ № 1", "Петрова Анна Сергеевна", "5-51-17"],
        ["СОШ № 2", "Кузнецова Ольга Викторовна", "5-51-18"],
        ["СОШ № 3", "Иванова Ирина Ильинична", "8 914 111-22-33"],
        ["СОШ № 4", "Жуков Олег Олегович", "8 914 111-22-34"],
    ],
    "posts beside names": [
        ["Должность", "Фамилия И. О.", "Телефон"],
        ["Директор", "Петрова А. С.", "5-51-17"],
        ["Завуч", "Кузнецова О. В.", "5-51-18"],
        ["Методист", "Жуков О. О.", "5-51-19"],
    ],
    "names with posts in the row": [
        ["Директор", "Петрова А. С."], ["Бухгалтер", "Кузнецова О. В."], ["Исполнитель", "Жуков О. О."],
    ],
    "counts under pupils": [["Организация", "Ученики"], ["СОШ № 1", 25], ["СОШ № 2", 30]],
    "counts of those who live": [["Организация", "Проживает в городе, чел."], ["СОШ № 1", 25]],
    "date of an order beside who signed it": [
        ["Дата исполнения", "Комментарий"], [date(2020, 1, 5), "Петрова Анна"],
    ],
    "schools by English headings": [["School name", "Students"], ["School No. 1", 25], ["School No. 2", 30]],
    "streets": [["Улица"], ["Гагарина"], ["Ленина"], ["Советская"], ["Комсомольская"]],
    "clubs": [["Кружок"], ["Юный Техник"], ["Весёлый Карандаш"], ["Саянские Зори"], ["Школа Юного Эколога"]],
    "sources and periods": [["Источник", "Период"], ["Местный бюджет", "I квартал"], ["Иные источники", "9 месяцев"]],
}  # fmt: skip


@pytest.mark.parametrize("rows", SILENT_TABLES.values(), ids=SILENT_TABLES.keys())
def test_a_table_that_is_not_of_children_is_no_finding(rows):
    assert found(*rows) == []


@pytest.mark.parametrize("name", ["Соколова Дарина", "7А Громов Т.", "gromov_timofey", "Shcherbakova Yuliya"])
def test_a_sheet_named_after_a_child_is_refused_by_its_number(name):
    (problem,) = personal_data([sheet(["а"]), sheet([1], name=name)], STARTED, DATED)
    assert problem.code == "personal.name" and "№ 2" in problem.message
    assert name not in str(problem.as_dict())


@pytest.mark.parametrize("name", ["Показатели", "Громов", "СОШ им. Гагарина", "Отв. Петрова А. С.", "7А", "Лист1"])
def test_other_names_of_sheets_are_not(name):
    assert found([1], name=name) == []


@pytest.mark.parametrize(
    "name",
    ["Громов Тимофей.xlsx", "соколова_дарья.xlsx", "Громов Т. 7А.xlsx", "Отчёт - Жукова Ксения Олеговна.ods",
     "Shcherbakova-Yuliya.csv"],
)  # fmt: skip
def test_a_file_named_after_a_child_is_refused(name):
    problem = name_of_file(name)
    assert problem is not None and problem.code == "personal.name"
    assert name.rpartition(".")[0] not in problem.message


@pytest.mark.parametrize(
    "name",
    ["отчёт.xlsx", "Отчет СОШ №4 исп. Петрова А.С..xlsx", "Форма Иванова.xlsx", "Отчёт Петрова А. С. за 2023.xlsx",
     "МОУ СОШ им. Д.М. Перова.xlsx", "копия (2).csv", "Саянск_Успех_2023.xlsx", ""],
)  # fmt: skip
def test_a_file_named_after_its_content_or_its_secretary_is_not(name):
    assert name_of_file(name) is None


def test_several_findings_are_each_told_and_none_says_a_value():
    rows = [["Ученик", "СНИЛС", "Телефон мамы"], ["Соколова Дарина", SNILS_WITH_SPACES, "5-51-17"]]
    problems = personal_data([sheet(*rows)], STARTED, DATED)
    assert {problem.cell for problem in problems} == {"A1", "B1", "C1"}
    assert not any(word in problem.message for problem in problems for word in ("Соколова", "Дарина", "123 456"))
