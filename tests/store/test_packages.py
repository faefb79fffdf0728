"""The package that a municipality signs and a region recomputes: the same figures, nothing sensitive or changed."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR
from tests.small_passport import write_small_passport
from tests.tidy import organization, people, planned, tidy
from uspekh import settings
from uspekh.__main__ import cli
from uspekh.monitoring.organizations.roster import organizations_of
from uspekh.monitoring.rollup import Source, measure_parts
from uspekh.monitoring.values.reported import FrameReported
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import read_texts
from uspekh.project import Project, open_project
from uspekh.store.packages.archive import CONTENT_LIMIT, UNPACKED_LIMIT, PackageRefused
from uspekh.store.packages.contents import Package, collect_package, read_package, write_package
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.plans.shared_codes import confirm_shared_code
from uspekh.store.schema.project import of_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept

KEY, FOREIGN = b"k" * 32, b"f" * 32
YEAR = 2022
HERE, THERE = "озёрск", "заречье"
VALUES = {
    HERE: tidy(
        people("Ш1", YEAR, rested=40, children=50, leaders=7, trained=3, on_duty=4, injuries=2),
        planned("Ш1", "ПА", YEAR, 60_000),
        planned("Ш1", "ПБ", YEAR, 1_000),
        organization("Ш1", 50),
    ),
    THERE: tidy(people("Ш1", YEAR, rested=10, children=150)),
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory) -> dict[str, Project]:
    """Two towns with the same passport and one school, each with a share that both give the same code."""
    folder = tmp_path_factory.mktemp("towns")
    engine = open_project(settings.data_folder(), f"sqlite:///{folder / 'towns.sqlite'}").engine
    texts = read_texts(write_small_passport(folder / "small"))
    for code, values in VALUES.items():
        named = texts | {"passport.toml": texts["passport.toml"].replace("город Озёрск-на-Каме", f"город {code}")}
        create_project(engine, code, code, ADMINISTRATOR)
        add_edition(engine, code, Requisites(1, None, "", date(2021, 3, 1)), named, ADMINISTRATOR)
        of_town = of_project(engine, code)
        accept(of_town, File(code, b"", code, 1), values, ADMINISTRATOR)
        confirm_shared_code(of_town, "rest", "отдых", ADMINISTRATOR)
    return {code: open_project(settings.data_folder(), of_project(engine, code)) for code in VALUES}


def pack(project: Project) -> Package:
    return collect_package(project.engine, project.code, project.texts, project.directory())


@pytest.fixture(scope="module")
def content(projects) -> bytes:
    return write_package(pack(projects[HERE]), KEY)


@pytest.fixture(scope="module")
def parts(content) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return out.getvalue()


def refused(content: bytes, key: bytes = KEY) -> str:
    with pytest.raises(PackageRefused) as refusal:
        read_package(content, key)
    return str(refusal.value)


def test_the_figures_are_those_of_the_sender_and_nothing_sensitive_is_sent(projects, content):
    sender, package = projects[HERE], read_package(content, KEY)
    codes = {measure: measure for measure in ("rest", "harm", "leaders", "aid")}
    roster = sender.roster()
    of_sender = Source("", sender.plan, sender.rules, sender.reported(roster), roster, codes)
    directory = organizations_of(package.plan, package.directory)
    reported = FrameReported(package.values, package.plan["measures"], directory)
    of_package = Source("", package.plan, sender.rules, reported, directory, codes)
    day = date(2023, 6, 1)
    sent, received = (dict(measure_parts(source, YEAR, day)) for source in (of_sender, of_package))
    assert {measure: received[measure] for measure in ("rest", "leaders", "aid")} == {
        measure: sent[measure] for measure in ("rest", "leaders", "aid")
    }
    assert (received["rest"].numerator, received["rest"].denominator) == (40, 50)
    # Injuries are sensitive: neither their number nor a plan of them leaves the town.
    assert (sent["harm"].fact, received["harm"].fact, package.left_out) == (2, None, ("Травмы",))
    assert "injuries" not in set(package.values["field"])
    assert list(package.values.loc[package.values["kind"] == "plan", "part"]) == ["ПА"]
    assert package.texts == sender.texts and package.codes == {"rest": "отдых"}
    assert package.origin == f"город {HERE}, проект «{HERE}»"


def test_a_changed_byte_of_any_part_is_refused_by_its_name(parts):
    assert len(parts) > 20
    for name in parts:
        forged = {**parts, name: parts[name][:-1] + bytes([parts[name][-1] ^ 1])}
        assert f"«{name}»" in refused(zipped(*forged.items())), name
        left = [(each, part) for each, part in parts.items() if each != name]
        assert f"не хватает части «{name}»" in refused(zipped(*left)), name


def test_what_was_not_signed_with_the_key_is_refused(content, parts):
    assert "Подпись пакета не сходится" in refused(content, FOREIGN)
    assert "лишняя часть «../values.csv»" in refused(zipped(*parts.items(), ("../values.csv", b"")))
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = zipped(*parts.items(), ("values.csv", b""))
    assert "«values.csv» есть дважды" in refused(doubled)
    # A name that a part may have, but of none that was signed.
    package = read_package(content, KEY)
    texts = {name: text for name, text in package.texts.items() if name != "methods.csv"}
    with zipfile.ZipFile(out := io.BytesIO(write_package(replace(package, texts=texts), KEY)), "a") as archive:
        archive.writestr("passport/methods.csv", parts["passport/methods.csv"])
    assert "лишняя часть «passport/methods.csv»" in refused(out.getvalue())
    assert "не архив zip" in refused(b"PK")


def test_a_file_that_would_fill_the_memory_is_refused_before_it_is_unpacked(parts, monkeypatch):
    bomb = zipped(*({**parts, "values.csv": bytes(UNPACKED_LIMIT)}).items())
    assert len(bomb) < 1 << 20
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    message = refused(bomb)
    assert "больше 64 МБ" in message and "«values.csv»" in message
    assert "больше 20 МБ" in refused(bytes(CONTENT_LIMIT + 1))


def run(*words: object):
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_a_region_sums_the_packages_of_its_towns(projects, tmp_path, monkeypatch):
    towns = projects[HERE].engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("USPEKH_DATABASE_URL", towns)
    files = [tmp_path / f"{code}.zip" for code in VALUES]
    assert "USPEKH_PACKAGE_KEY не задан" in run("package", files[0], "--project", HERE).stderr
    monkeypatch.setenv("USPEKH_PACKAGE_KEY", "short")
    assert "короче 32 знаков" in run("package", files[0], "--project", HERE).stderr
    monkeypatch.setenv("USPEKH_PACKAGE_KEY", KEY.decode())
    for code, file in zip(VALUES, files, strict=True):
        written = run("package", file, "--project", code)
        assert written.exit_code == 0 and "Не вошли закрытые численности: Травмы." in written.stdout
    again = run("rollup", "--year", YEAR, "--package", files[0])
    assert again.exit_code == 1 and "уже есть в своде" in again.stderr, "the town's project is in this store"

    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'region.sqlite'}")
    both = ["rollup", "--year", YEAR, *(word for file in files for word in ("--package", file))]
    answer = run(*both, "--json")
    assert answer.exit_code == 0 and "закрытые численности: Травмы" in answer.stderr
    (total,) = json.loads(answer.stdout)["indicators"]
    # (40 + 10) of (50 + 150); the mean of 80 and 6,7 would be 43,3.
    assert (total["code"], total["fact"]) == ("отдых", 25)
    assert [part["project"] for part in total["reported"]] == [f"город {code}, проект «{code}»" for code in VALUES]
    assert f"город {THERE}, проект «{THERE}», показатель А: 6,7" in run(*both).stdout
    twice = run(*both, "--package", files[1])
    assert twice.exit_code == 1 and "уже есть в своде" in twice.stderr
    monkeypatch.setenv("USPEKH_PACKAGE_KEY", FOREIGN.decode())
    foreign = run(*both)
    assert (foreign.exit_code, foreign.stdout) == (1, "") and "Подпись пакета не сходится" in foreign.stderr


def test_the_codes_of_another_edition_give_nothing(projects):
    project = projects[HERE]
    roster = project.roster()
    source = Source("", project.plan, project.rules, project.reported(roster), roster, {"gone": "отдых"})
    assert list(measure_parts(source, YEAR, date(2023, 6, 1))) == []
    assert list(measure_parts(replace(source, codes={"rest": "отдых"}), 2019, date(2023, 6, 1))) == []
