"""What can be wrong with a file: the code of each problem, how grave it is, and what it means in a few words."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
"""An error refuses the whole file; a warning or a remark does not."""


class ProblemCode(NamedTuple):
    """``meaning``: Russian words that stand for many problems of the code."""

    severity: Severity
    meaning: str


PROBLEM_CODES: dict[str, ProblemCode] = {
    # Файл целиком.
    "file.empty": ProblemCode("error", "файл пуст"),
    "file.format": ProblemCode("error", "файл не таблица"),
    "file.password": ProblemCode("error", "файл закрыт паролем"),
    "file.too_big": ProblemCode("error", "файл слишком велик"),
    "file.timeout": ProblemCode("error", "файл читается слишком долго"),
    "file.unreadable": ProblemCode("error", "файл повреждён"),
    "file.dropped": ProblemCode("info", "файл хранит не только ячейки"),
    # Листы и столбцы.
    "sheet.none": ProblemCode("error", "нет ни одного листа формы"),
    "sheet.ignored": ProblemCode("info", "лист не входит в форму"),
    "sheet.by_columns": ProblemCode("warning", "лист узнан по столбцам"),
    "sheet.near": ProblemCode("warning", "лист похож на лист формы"),
    "sheet.mapped": ProblemCode("info", "лист прочитан по сопоставлению столбцов"),
    "sheet.hidden": ProblemCode("info", "лист скрыт"),
    "table.ignored": ProblemCode("warning", "другая таблица под таблицей формы"),
    "table.too_many": ProblemCode("error", "слишком много разных таблиц"),
    "heading.missing": ProblemCode("error", "нет строки заголовков"),
    "column.missing": ProblemCode("error", "нет столбца формы"),
    "column.duplicate": ProblemCode("error", "столбец повторяется"),
    "column.none": ProblemCode("error", "на листе нет столбцов с данными формы"),
    "column.unit": ProblemCode("error", "столбец в других единицах"),
    "column.reworded": ProblemCode("warning", "столбец назван иначе, чем в форме"),
    "column.near": ProblemCode("warning", "столбец похож на столбец формы"),
    "column.respelled": ProblemCode("info", "заголовок написан иначе"),
    "column.ignored": ProblemCode("info", "столбец не входит в форму"),
    "title.year": ProblemCode("warning", "год взят из заголовка"),
    "title.period": ProblemCode("warning", "период взят из заголовка"),
    "title.organization": ProblemCode("warning", "организация взята из заголовка"),
    "title.other_year": ProblemCode("warning", "в заголовке другой год"),
    "title.other_period": ProblemCode("warning", "в заголовке другой период"),
    "row.total": ProblemCode("info", "строка итогов не прочитана"),
    "row.ignored": ProblemCode("info", "строка без данных"),
    # К чему относится строка.
    "subject.missing": ProblemCode("error", "не указано, к чему относится строка"),
    "organization.unknown": ProblemCode("error", "неизвестная организация"),
    "organization.ambiguous": ProblemCode("error", "имя нескольких организаций"),
    "organization.unnamed": ProblemCode("error", "организация без наименования"),
    "line.unknown": ProblemCode("error", "неизвестная строка бюджета"),
    "source.missing": ProblemCode("error", "не указан источник"),
    "source.unknown": ProblemCode("error", "неизвестный источник"),
    "item.unknown": ProblemCode("error", "неизвестный пункт плана"),
    "measure.missing": ProblemCode("error", "не указан показатель"),
    "measure.unknown": ProblemCode("error", "неизвестный показатель"),
    "year.missing": ProblemCode("error", "не указан год"),
    "year.text": ProblemCode("error", "год не понят"),
    "year.outside": ProblemCode("error", "год вне срока проекта"),
    "period.missing": ProblemCode("error", "не указан период"),
    "key.from_above": ProblemCode("warning", "пустая ячейка прочитана как ячейка выше"),
    "key.two_ways": ProblemCode("error", "пустая ячейка читается двояко"),
    "period.unknown": ProblemCode("error", "период не понят"),
    "period.part": ProblemCode("error", "период не с начала года"),
    "period.other_year": ProblemCode("error", "в периоде другой год"),
    # Ячейки.
    "cell.error": ProblemCode("error", "ошибка формулы"),
    "cell.formula": ProblemCode("error", "формула не вычислена"),
    "cell.too_long": ProblemCode("error", "текст не помещается в ячейку"),
    "number.type": ProblemCode("error", "вместо числа другое"),
    "number.text": ProblemCode("error", "вместо числа текст"),
    "number.two": ProblemCode("error", "в ячейке несколько чисел"),
    "number.date": ProblemCode("error", "номер превратился в дату"),
    "number.percent": ProblemCode("error", "вместо числа процент"),
    "number.scale": ProblemCode("error", "число в тысячах или миллионах"),
    "number.ambiguous": ProblemCode("error", "число или номер читается двояко"),
    "number.fraction": ProblemCode("error", "дробное число людей"),
    "number.precision": ProblemCode("error", "больше двух знаков после запятой"),
    "number.negative": ProblemCode("error", "отрицательное число"),
    "number.too_big": ProblemCode("error", "слишком большое число"),
    "date.text": ProblemCode("error", "дата не понята"),
    "date.number": ProblemCode("error", "число вместо даты"),
    "date.ambiguous": ProblemCode("error", "дата читается двояко"),
    # Как ячейка выглядит.
    "look.unchecked": ProblemCode("warning", "оформление не проверено"),
    "look.left_out": ProblemCode("warning", "зачёркнутое или сноска не прочитаны"),
    "look.raised": ProblemCode("warning", "значение набрано как знак сноски"),
    "look.struck": ProblemCode("error", "значение зачёркнуто"),
    "look.format": ProblemCode("error", "показано не то число, что в ячейке"),
    "look.unseen": ProblemCode("warning", "число в ячейке не видно"),
    "merge.number": ProblemCode("warning", "одно число на несколько ячеек"),
    "merge.hidden": ProblemCode("error", "значение скрыто под объединённой ячейкой"),
    "row.hidden": ProblemCode("info", "скрытые строки прочитаны"),
    "column.hidden": ProblemCode("info", "скрытые столбцы прочитаны"),
    # Персональные данные.
    "personal.name": ProblemCode("error", "имена людей"),
    "personal.birth": ProblemCode("error", "даты рождения"),
    "personal.snils": ProblemCode("error", "СНИЛС"),
    "personal.document": ProblemCode("error", "данные документов"),
    "personal.address": ProblemCode("error", "адреса людей"),
    "personal.phone": ProblemCode("error", "телефоны"),
    "personal.email": ProblemCode("error", "адреса электронной почты"),
    "personal.mention": ProblemCode("warning", "в тексте назван человек"),
    # Чужие значения в отчёте организации.
    "access.organization": ProblemCode("error", "не своё значение"),
    "access.nothing": ProblemCode("error", "в файле нет своих значений"),
    # Значения рядом с другими.
    "key.duplicate": ProblemCode("error", "одно и то же указано дважды"),
    "item.not_due": ProblemCode("error", "срок пункта не в этом году"),
    "plan.municipality": ProblemCode("error", "план муниципалитета берётся из паспорта"),
    "plan.over_city": ProblemCode("error", "план организации больше плана города"),
    "plan.denominator": ProblemCode("error", "план доли без знаменателя"),
    "plan.share": ProblemCode("error", "план доли читается двояко или больше 100"),
    "plan.fraction": ProblemCode("error", "план дробного числа людей"),
    "organization.inactive": ProblemCode("warning", "организация в этом году не действует"),
    "share.over_whole": ProblemCode("error", "часть больше целого, доля больше ста процентов"),
    "part.over_whole": ProblemCode("warning", "часть больше целого"),
    "share.half": ProblemCode("warning", "указано одно из двух чисел доли"),
    "value.falling": ProblemCode("warning", "значение с начала года уменьшилось"),
    "budget.over_refined": ProblemCode("warning", "исполнено больше уточнённого плана"),
    "date.outside": ProblemCode("warning", "дата вне срока проекта"),
    "suspect.contingent": ProblemCode("warning", "контингент в десять раз расходится с числом детей"),
    "file.older": ProblemCode("warning", "файл уже принимали, после него значения исправили"),
    "suspect.scale": ProblemCode("warning", "число больше или меньше в 10, 100, 1000 раз"),
    "suspect.cumulative": ProblemCode("warning", "похоже на итог с начала проекта"),
    "suspect.jump": ProblemCode("warning", "резко отличается от прошлого года"),
    "suspect.peers": ProblemCode("warning", "резко отличается от сравнимых организаций"),
    "suspect.municipality": ProblemCode("warning", "значение муниципалитета расходится с суммой"),
    "suspect.same": ProblemCode("warning", "значения те же, что в прошлом году"),
    "more": ProblemCode("info", "не все замечания перечислены"),
}
