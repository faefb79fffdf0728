"""What a number looks like in its format: the text is what a person reads in the cell."""

from __future__ import annotations

import pytest

from uspekh.actuals.look.number_format import LONGEST, see_number


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (125, "General"),
        (12.6, "0"),
        (1234567.891, "#,##0.00"),
        (0, "0"),
        (0, '0.0" тыс."'),
        (0.0, "0%"),
        (-3, "0;(0)"),
        (1500, '_-* #,##0.00 "₽"_-;-* #,##0.00 "₽"_-;_-* "-"?? "₽"_-;_-@_-'),
        (40, '0" чел."'),
        (2023, '0" г."'),
        (75, "[$р.-419]#,##0"),
        (1.5e7, "0.00E+00"),
        (45000, "dd.mm.yyyy"),
        (45000, '[$-419]d mmmm yyyy"г."'),
        (0.5, "[h]:mm"),
        (12000, '#,##0," тыс."'),
        (3_400_000, '0.0,,"млн руб."'),
        (0.25, "# ?/?"),
        (float("nan"), "0%"),
        (5, "0" * LONGEST + "%"),
    ],
)
def test_a_number_that_looks_like_itself(value, number_format):
    assert see_number(value, number_format) is None


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1, "0%", "100%"),
        (0.365, "0.0%", "36,5%"),
        (0.5, r"0\%", "0,5%"),  # the sign is only a word here, and the eye does not know
        (7, '0" тыс. чел."', "7 тыс. чел."),
        (2.5, "0.0 \\т\\ы\\с", "2,5 тыс"),
        (3, '"К"00', "К03"),
        (6, '0" месяцев"', "6 месяцев"),
        (20, "[<100]0\" мало\";0", "20 мало"),
        (4, '[Red]0"*"" сверх плана"', "4* сверх плана"),
        (0, '0;-0;"нет данных"', "нет данных"),
    ],
)  # fmt: skip
def test_a_number_that_reads_as_its_format_shows_it(value, number_format, text):
    seen = see_number(value, number_format)
    assert seen is not None and seen.text == text


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (12000, "#,##0,", "12"),
        (3_400_000, '0.0," млн"', "3400 млн"),  # a thousand short of what the word says
        (9, '0"000"', "9000"),
        (5, '0" из 100"', "5 из 100"),
    ],
)
def test_a_number_that_shows_another_one(value, number_format, shown):
    seen = see_number(value, number_format)
    assert seen is not None and (seen.text, seen.shown, seen.hidden) == (None, shown, False)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [(125, ";;;", ""), (0, "#", ""), (0, "0;-0;;@", ""), (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-")],
)
def test_a_number_that_is_not_seen(value, number_format, shown):
    seen = see_number(value, number_format)
    assert seen is not None and seen.hidden and seen.shown == shown


def test_a_condition_chooses_the_part():
    number_format = '[>=1000]0" много";[<0]0" меньше нуля";0'
    assert [see_number(value, number_format) and see_number(value, number_format).text for value in (1000, -1, 5)] == [
        "1000 много", "-1 меньше нуля", None,
    ]  # fmt: skip
