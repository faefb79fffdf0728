"""«Свод» on the screen: packages received by a press, the table of a region, codes that a person confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.app.pressing import holding, markups, table_of
from tests.app.test_pages import texts
from tests.monitoring.test_rollup import share
from tests.persons import ADMINISTRATOR, SCHOOL, VIEWER
from tests.store.test_packages import HERE, MUNICIPALITIES, SECRETS, THERE, pack, projects  # noqa: F401
from uspekh.store.packages.contents import read_package, write_package
from uspekh.store.packages.contributions import keep_contributions
from uspekh.store.packages.received import list_received
from uspekh.store.plans.openable import ProjectEntry
from uspekh.store.plans.shared_codes import SharedCodeRefused, confirm_shared_code, list_shared_codes
from uspekh.store.schema.project import PROJECT
from uspekh.ui.sections.passport import sharing
from uspekh.ui.session import access, state
from uspekh.ui.session import projects as projects_of_session

ZIP = "application/zip"
HOSTILE = "<img src=x> **Заречье**"


@pytest.fixture
def region(project, tmp_path, monkeypatch):
    """A region with a project without reports; two municipalities are on its list, one of a hostile name."""
    names = {key: HOSTILE if "Заречье" in name else name for key, name in MUNICIPALITIES.items()}
    file = tmp_path / "access.toml"
    file.write_text("\n".join(["[municipalities]", *(f'"{name}" = "{key}"' for key, name in names.items())]), "utf-8")
    monkeypatch.setenv("USPEKH_ACCESS", str(file))
    return project


def test_packages_are_received_by_a_press_and_summed_in_a_table(region, projects, open_page):  # noqa: F811
    files = {code: write_package(pack(projects[code]), secret) for code, secret in SECRETS.items()}
    damaged = files[HERE][:-200]
    app = open_page(раздел="Пакеты")
    sent = [(f"{code}.zip", content, ZIP) for code, content in files.items()]
    app.file_uploader[0].set_value([*sent, ("плохой.zip", damaged, ZIP)]).run()
    assert "плохой.zip: Файл не читается как пакет" in app.error[0].value.replace("\\", "")
    assert [row["Муниципалитет, проект"] for row in table_of(app, "пакеты-прочитано")] == [
        "город Озёрск, «Безопасное лето»",
        f"{HOSTILE}, «Безопасное лето»",
    ]
    app.text_input(key="пакеты-кто").set_value("Иванова А. А.").run()
    app.button(key="пакеты-принять").click().run()
    assert not app.exception and app.success[0].value.startswith("Принято: № 1")
    assert [row["Состояние"] for row in table_of(app, "пакеты")] == ["действует", "действует"]
    rolled_up = open_page(раздел="Свод")
    rows = {row.pop("Муниципалитет, проект"): row for row in table_of(rolled_up, "свод")}
    # 40 of 50 and 10 of 150 are 50 of 200; the mean of the percentages would be 43,3.
    figures = list(rows["Всего"].values())
    assert figures == ["25сдали 2 из 2"]
    assert [name.partition("на ")[0] for name in rows] == ["Всего", HOSTILE, "город Озёрск"]
    assert "&lt;img src=x&gt;" in markups(rolled_up)["свод"] and "<img" not in texts(rolled_up)
    assert "данные дали 2 из 2" in rolled_up.markdown[0].value
    with holding("пакеты", "2"):
        app.run()
        app.text_input(key="пакет-отмена-кто").set_value("Иванова А. А.").run()
        app.button(key="пакет-отменить").click().run()
    assert [each.in_force for each in list_received(region.engine)] == [False, True]


def test_a_code_is_confirmed_by_a_person_and_the_package_is_of_them(region, open_page, monkeypatch):
    monkeypatch.setenv("USPEKH_PACKAGE_KEY", SECRETS[HERE].decode())
    elsewhere = replace(share("город Заречье", 10, 150), title="Дополнительным образованием: охват")
    keep_contributions(region.engine, "package", "stamp", {2022: [("охват", elsewhere)]})
    page = open_page("passport", проект=PROJECT, раздел="Свод")
    codes = {row["Показатель"]: row["Общий код"] for row in table_of(page, "общие-коды")}
    assert codes["Показатель 1. Охват дополнительным образованием"] == "предлагается «охват»"
    assert codes["Результат 1.6. Дети с ОВЗ в программах"].startswith("закрытая численность")
    assert list_shared_codes(region.engine) == {}, "nothing is taken without a press"
    with holding("общие-коды", "p1"):
        page.run()
        assert page.button(key="код-назначить").disabled, "nobody has said who confirms it"
        page.text_input(key="код-кто").set_value("Иванова А. А.").run()
        page.button(key="код-назначить").click().run()
    assert list_shared_codes(region.engine) == {"p1": "охват"}
    with pytest.raises(SharedCodeRefused, match="у другого показателя"):
        confirm_shared_code(region.engine, "p2", "охват", ADMINISTRATOR)
    with state.about(PROJECT):
        package = read_package(sharing._make_package(ADMINISTRATOR), MUNICIPALITIES)
    assert (package.municipality, dict(package.codes)) == ("город Озёрск", {"p1": "охват"})


def test_the_roll_up_is_for_a_role_in_all_projects(monkeypatch):
    roles = {"*": VIEWER}
    monkeypatch.setattr(access, "persons_in", lambda codes: {code: roles[code] for code in codes if code in roles})
    monkeypatch.setattr(projects_of_session, "municipalities", lambda: {"key": "город Озёрск"})
    entry = ProjectEntry(PROJECT, "Успех", datetime(2026, 1, 1, tzinfo=UTC), "")
    assert projects_of_session.lead_to_list([entry])
    for others in ({"*": SCHOOL}, {PROJECT: VIEWER}):
        roles.clear()
        roles.update(others)
        assert not projects_of_session.lead_to_list([entry]), others
        assert projects_of_session.lead_to_list([entry, entry]), "several projects, as ever"
