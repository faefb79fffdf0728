"""Roles come from the file of people, else from a claim; a damaged file lets nobody in and says where it is damaged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uspekh import settings
from uspekh.access.person import Role
from uspekh.access.registry import AccessDamaged, address_key, describe_role, load_access, session_of

FILE = """
default = "none"
[people."Ivanova@Example.org"]
name = "Иванова А. А."
role = "administrator"
[people."school2@example.org"]
role = "organization"
organization = "S2"
[claims]
role = "groups"
organization = "org"
[claims.words]
"g-view" = "viewer"
"g-edit" = "editor"
"g-school" = "organization"
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "access.toml"
        path.write_text(text, "utf-8")
        return load_access(path)

    return write


def role(access, **claims):
    person = access.person(claims, "любой")
    return person and (person.role, person.organization)


def test_people_are_known_by_their_address_whatever_its_letters(written):
    person = written(FILE).person({"email": " ivanova@EXAMPLE.org", "email_verified": True, "sub": "1"}, "любой")
    assert (person.name, person.role, person.email) == ("Иванова А. А.", Role.ADMINISTRATOR, "ivanova@example.org")
    assert role(written(FILE), email="school2@example.org", email_verified=True) == (Role.ORGANIZATION, "S2")


@pytest.mark.parametrize(
    "lookalike",
    [
        "\uff29vanova@example.org",  # a wide capital
        "\u0131vanova@example.org",  # i without its dot
        "i\u017fanova@example.org",  # a long s
        "iv\u0430nova@example.org",  # Cyrillic
        "ivanova@example.org\u00a0",
        "iv\u200banova@example.org",
        "ivanova@\ufb01rm.org",  # a ligature
    ],
)
def test_an_address_that_only_looks_alike_is_somebody_elses(written, lookalike):
    plain = ("ivanova@example.org", "isanova@example.org", "ivanova@firm.org")
    access = written("\n".join(f'[people."{address}"]\nrole = "editor"' for address in plain))
    assert access.person({"email": lookalike, "email_verified": True}, "любой") is None


def test_letters_outside_ascii_are_never_folded_into_it():
    kelvin, ring, question = "\u212aim@example.org", "\u00c5se@example.org", "a\u037eb@example.org"
    assert kelvin.casefold() == kelvin.lower() == "kim@example.org", "what made somebody an administrator"
    assert unicodedata.normalize("NFC", question) == "a;b@example.org"
    assert address_key(kelvin) != address_key("kim@example.org")
    assert address_key(kelvin) != address_key("Kim@example.org")
    assert address_key(question) != address_key("a;b@example.org")
    # The same letter, composed and not; but a capital stays a capital.
    assert address_key(ring) == address_key("A\u030ase@example.org")
    assert address_key("Иванова@пример.рф") == "Иванова@пример.рф" != address_key("иванова@пример.рф")
    assert address_key("straße@example.org") != address_key("strasse@example.org")


@given(st.text())
def test_an_address_never_becomes_another_by_folding(text):
    """Whatever is not ASCII never meets what is, and its form is a form already."""
    key = address_key(text)
    assert address_key(key) == key
    assert key.isascii() == text.strip(" \t\r\n").isascii()


NOT_VERIFIED = [False, "false", "true", "True", "no", "yes", None, 0, 1, 1.0, [], [True], {}]


@pytest.mark.parametrize("verified", NOT_VERIFIED, ids=repr)
def test_an_address_is_verified_only_by_the_provider_saying_so(written, verified):
    assert written(FILE).person({"email": "ivanova@example.org", "email_verified": verified}, "любой") is None


def test_an_address_of_which_nothing_is_said_is_not_verified(written):
    assert written(FILE).person({"email": "ivanova@example.org"}, "любой") is None


def test_without_a_verified_address_a_group_still_gives_its_role_and_namesakes_differ(written):
    claims = {"email": "ivanova@example.org", "name": "Иванова А. А.", "sub": "77", "groups": ["g-view"]}
    person = written(FILE).person(claims, "любой")
    assert (person.role, person.email) == (Role.VIEWER, "")
    assert person.signature == "Иванова А. А. <sub: 77>"


@pytest.mark.parametrize("code", [True, ["S2"], {"S2": 1}, None, ""], ids=repr)
def test_a_code_that_is_no_code_opens_no_organization(written, code):
    assert written(FILE).person({"sub": "x", "groups": ["g-school"], "org": code}, "любой") is None


def test_who_is_not_named_has_the_widest_role_of_his_groups(written):
    access = written(FILE)
    assert role(access, email="a@b", groups=["g-view", "g-edit", "чужая"]) == (Role.EDITOR, "")
    assert role(access, email="a@b", groups="g-view") == (Role.VIEWER, "")
    assert role(access, sub="x", groups=["g-school"], org="S7") == (Role.ORGANIZATION, "S7")


@pytest.mark.parametrize(
    "claims",
    [{}, {"groups": []}, {"groups": ["чужая"]}, {"groups": {"g-edit": 1}}, {"groups": ["g-school"]}, {"groups": 5}],
    ids=["nothing", "no groups", "foreign", "not a list", "a school without its code", "a number"],
)
def test_who_is_nobody_stays_outside(written, claims):
    assert written(FILE).person({"email": "a@b", **claims}, "любой") is None


def test_a_person_bears_the_names_of_the_passport_that_stand_beside_the_verified_address(written):
    reminders = '[reminders]\n"Иванова А.А." = ["other@example.org", "Ivanova@example.org"]\n"Отдел" = "x@y.ru"'
    access = written(FILE + reminders)
    claims = {"email": "ivanova@example.org", "email_verified": True, "groups": ["g-view"]}
    assert access.person(claims, "любой").names == ("Иванова А.А.",)
    assert access.person({**claims, "email_verified": False}, "любой").names == ()


def test_whoever_logs_in_may_look_where_the_file_says_so(written):
    assert role(written('default = "viewer"'), email="a@b") == (Role.VIEWER, "")


def test_a_changed_file_is_read_anew(written):
    ivanova = {"email": "ivanova@example.org", "email_verified": True}
    assert written(FILE).person(ivanova, "любой")
    assert written('default = "none"').person(ivanova, "любой") is None


def test_who_logged_in_long_ago_logs_in_again(written):
    access = written("session_hours = 2")
    assert not access.expired({"iat": 1000}, 1000 + 2 * 3600)
    assert access.expired({"iat": 1000}, 1000 + 2 * 3600 + 1)
    assert access.expired({}, 1000), "without the moment of logging in nothing is known of its age"


def test_clocks_that_differ_a_little_let_a_person_in_and_a_future_does_not(written):
    access = written("session_hours = 2")
    assert not access.expired({"iat": 1000 + 120}, 1000)
    assert access.expired({"iat": 1000 + 121}, 1000)


@pytest.mark.parametrize(
    "began", [float("nan"), float("inf"), float("-inf"), 10**400, -(10**400), True, "1000", None, [1000]]
)
def test_a_moment_of_logging_in_that_is_none_ends_the_session(written, began):
    assert written("session_hours = 2").expired({"iat": began}, 1000)


def test_one_logging_in_has_one_name_and_another_has_another():
    claims = {"iss": "a", "sub": "1", "iat": 5, "nonce": "n"}
    assert session_of(claims) == session_of({**claims, "name": "Иванова"})
    assert len({session_of(claims), session_of({**claims, "iat": 6}), session_of({**claims, "sub": "2"})}) == 3


def test_the_shipped_file_lets_nobody_in():
    access = load_access(settings.data_folder() / "access.toml")
    assert not access.people and not access.words and access.default is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("default = \nx = 1", "строка 1, столбец 11"),
        ('[people."a@b"]\nrole = "boss"', '[people."a@b"], role: неизвестная роль «boss»'),
        ('[people."a@b"]\nname = "А"', "неизвестная роль «None»"),
        ('[people."a@b"]\nrole = "organization"', "код организации"),
        ('[people."a@b"]\nrole = "viewer"\norganization = "S1"', "код организации"),
        ('[people."a@b"]\nrole = "viewer"\n[people."A@B"]\nrole = "editor"', '[people."A@B"]: этот адрес уже есть'),
        ('[people."a@b"]\nrol = "viewer"', "неизвестное имя «rol»"),
        ('people = "a"', "[people]: нужна таблица"),
        ('default = "editor"', "default: «editor»"),
        ('defaults = "none"', "неизвестное имя «defaults»"),
        ("session_hours = 0", "session_hours: «0»"),
        ('[reminders]\n"Петрова А.Б." = 5', "[reminders], «Петрова А.Б.»: нужен адрес"),
        ('[reminders]\n"Петрова А.Б." = ["a@b", ""]', "[reminders], «Петрова А.Б.»: нужен адрес"),
        ('[claims]\nrole = "g"\n[claims.words]\n"x" = "boss"', "[claims.words], «x»"),
        ('[claims]\nrole = "g"\n[claims.words]\n"x" = "organization"', "имя поля с кодом"),
    ],
)
def test_damage_is_told_with_its_place(written, text, said):
    with pytest.raises(AccessDamaged) as damage:
        written(text)
    assert said in str(damage.value)
    assert str(damage.value).startswith("access.toml")


def test_without_the_file_nobody_comes_in(tmp_path):
    with pytest.raises(AccessDamaged, match="файла нет"):
        load_access(tmp_path / "нет.toml")


IN_PROJECTS = """
[people."a@example.org".projects]
"лето" = "editor"
"зима" = "organization"
[people."a@example.org"]
organization = "S2"
[people."b@example.org"]
role = "viewer"
"""


def test_a_role_holds_in_the_projects_that_are_named_and_without_names_in_all(written):
    access = written(IN_PROJECTS)
    a, b = ({"email": f"{name}@example.org", "email_verified": True} for name in "ab")
    in_summer, in_winter = (access.person(a, code) for code in ("лето", "зима"))
    assert (in_summer.role, in_summer.organization) == (Role.EDITOR, "")
    assert (in_winter.role, in_winter.organization) == (Role.ORGANIZATION, "S2")
    assert access.person(a, "осень") is None
    assert access.person(b, "осень").role is Role.VIEWER


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ('role = "editor"\nprojects = { a = "viewer" }', "либо role"),
        ("projects = {}", "не назван ни один проект"),
        ('projects = { a = "boss" }', "неизвестная роль"),
        ('projects = { a = "organization" }', "код организации"),
        ("projects = 1", "нужна таблица"),
    ],
)
def test_a_wrong_table_of_projects_is_refused_with_its_place(written, lines, reason):
    with pytest.raises(AccessDamaged, match=reason):
        written(f'[people."a@example.org"]\n{lines}')


def test_the_words_that_give_somebody_a_project_are_what_the_file_takes(written):
    """Also where the code of the project is Cyrillic, which TOML takes in quotes alone."""
    access = written(describe_role("a@example.org", "лето-2026"))
    (person,) = access.persons_of("лето-2026")
    assert (person.role, person.everywhere) == (Role.ADMINISTRATOR, False)
    of_all = written('[people."a@example.org"]\nrole = "administrator"')
    assert [each.everywhere for each in of_all.persons_of("лето-2026")] == [True]
