"""Roles come from the file of people, else from a claim; a damaged file lets nobody in and says where it is damaged."""

from __future__ import annotations

import pytest

from uspekh import settings
from uspekh.access.person import Role
from uspekh.access.registry import AccessDamaged, load_access, session_of

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
    person = access.person(claims)
    return person and (person.role, person.organization)


def test_people_are_known_by_their_address_whatever_its_letters(written):
    person = written(FILE).person({"email": " ivanova@EXAMPLE.org", "sub": "1"})
    assert (person.name, person.role, person.email) == ("Иванова А. А.", Role.ADMINISTRATOR, "ivanova@example.org")
    assert role(written(FILE), email="school2@example.org", email_verified=True) == (Role.ORGANIZATION, "S2")


@pytest.mark.parametrize("verified", [False, "false", "False"])
def test_an_address_that_is_not_verified_opens_nothing(written, verified):
    assert written(FILE).person({"email": "ivanova@example.org", "email_verified": verified}) is None


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
    assert written(FILE).person({"email": "a@b", **claims}) is None


def test_whoever_logs_in_may_look_where_the_file_says_so(written):
    assert role(written('default = "viewer"'), email="a@b") == (Role.VIEWER, "")


def test_a_changed_file_is_read_anew(written):
    assert written(FILE).person({"email": "ivanova@example.org"})
    assert written('default = "none"').person({"email": "ivanova@example.org"}) is None


def test_who_logged_in_long_ago_logs_in_again(written):
    access = written("session_hours = 2")
    assert not access.expired({"iat": 1000}, 1000 + 2 * 3600)
    assert access.expired({"iat": 1000}, 1000 + 2 * 3600 + 1)
    assert access.expired({}, 1000), "without the moment of logging in nothing is known of its age"


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
