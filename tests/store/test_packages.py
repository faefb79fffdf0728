"""The package that a municipality signs and a region recomputes: the same figures, nothing sensitive or changed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from tests.persons import ADMINISTRATOR, VIEWER
from tests.small_passport import write_small_passport
from tests.tidy import organization, people, planned, tidy
from uspekh import consolidation, settings
from uspekh.__main__ import cli
from uspekh.access.person import Forbidden
from uspekh.consolidation import consolidate, list_contributors, list_unfinished, receive_package, work_out
from uspekh.monitoring.organizations.roster import organizations_of
from uspekh.monitoring.rollup import Source, measure_parts
from uspekh.monitoring.values.reported import FrameReported
from uspekh.passport.editions.edition import Requisites
from uspekh.passport.texts import read_texts
from uspekh.project import Project, open_project
from uspekh.store.database.engine import open_store
from uspekh.store.packages.archive import CONTENT_LIMIT, UNPACKED_LIMIT, PackageRefused
from uspekh.store.packages.contents import Package, collect_package, read_package, write_package
from uspekh.store.packages.received import list_received, undo_package
from uspekh.store.packages.signature import public_key, sign
from uspekh.store.plans.projects import add_edition, create_project
from uspekh.store.plans.shared_codes import confirm_shared_code
from uspekh.store.schema.project import of_project
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept
from uspekh.store.values.queries import current

YEAR = 2022
HERE, THERE = "озёрск", "заречье"
SECRETS = {HERE: b"k" * 32, THERE: b"f" * 32}
MUNICIPALITIES = {public_key(secret): f"город {code.capitalize()}" for code, secret in SECRETS.items()}
KEY = SECRETS[HERE]
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


def refused(content: bytes, municipalities=MUNICIPALITIES) -> str:
    with pytest.raises(PackageRefused) as refusal:
        read_package(content, municipalities)
    return str(refusal.value)


def test_the_figures_are_those_of_the_sender_and_nothing_sensitive_is_sent(projects, content):
    sender, package = projects[HERE], read_package(content, MUNICIPALITIES)
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
    assert (sent["harm"].fact, received["harm"].fact, package.left_out) == (None, None, ("Травмы",))
    assert sent["harm"].sensitive, "a sum less the other towns would be the count of one"
    assert "injuries" not in set(package.values["field"])
    assert list(package.values.loc[package.values["kind"] == "plan", "part"]) == ["ПА"]
    assert package.texts == sender.texts and package.codes == {"rest": "отдых"}
    assert package.origin == f"город Озёрск, проект «{HERE}»", "as the region calls it"


def test_a_changed_byte_of_any_part_is_refused_by_its_name(parts):
    assert len(parts) > 20
    for name in parts:
        forged = {**parts, name: parts[name][:-1] + bytes([parts[name][-1] ^ 1])}
        assert f"«{name}»" in refused(zipped(*forged.items())), name
        left = [(each, part) for each, part in parts.items() if each != name]
        assert f"не хватает части «{name}»" in refused(zipped(*left)), name


def test_what_no_municipality_signed_is_refused(content, parts):
    assert "Ключа отправителя нет в списке" in refused(content, {})
    # The other town signs what it says is of this one: it stays the other's.
    forged = write_package(replace(read_package(content, MUNICIPALITIES), municipality="город Озёрск"), SECRETS[THERE])
    assert read_package(forged, MUNICIPALITIES).municipality == "город Заречье"
    # Its key beside a signature of another, and words in place of both.
    signature = parts["manifest.sig"].split()[1]
    for line in (public_key(SECRETS[THERE]).encode() + b" " + signature, b"", b"\xff" * 64, b"zz " + signature):
        assert "Подпись пакета не сходится" in refused(zipped(*{**parts, "manifest.sig": line}.items()))
    assert "прежней версией" in refused(zipped(*parts.items(), ("manifest.hmac", b"")))
    assert "лишняя часть «../values.csv»" in refused(zipped(*parts.items(), ("../values.csv", b"")))
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = zipped(*parts.items(), ("values.csv", b""))
    assert "«values.csv» есть дважды" in refused(doubled)
    # A name that a part may have, but of none that was signed.
    package = read_package(content, MUNICIPALITIES)
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
    assert "больше 32 МБ" in message and "«values.csv»" in message
    assert "больше 10 МБ" in refused(bytes(CONTENT_LIMIT + 1))


def signed(parts: dict[str, bytes], facts: dict[str, object] | None = None, **changed: bytes) -> bytes:
    """A package of a town that signs what it likes; ``changed``: parts by the beginning of their names."""
    forged = {name: changed.get(name.partition(".")[0], part) for name, part in parts.items()}
    digests = {name: hashlib.sha256(part).hexdigest() for name, part in forged.items() if "manifest" not in name}
    manifest = json.loads(parts["manifest.json"]) | {"parts": digests} | (facts or {})
    forged["manifest.json"] = json.dumps(manifest).encode()
    forged["manifest.sig"] = f"{public_key(KEY)} {sign(forged['manifest.json'], KEY)}".encode()
    return zipped(*forged.items())


HEADING = "kind,subject,part,year,months,field,number\n"
ROW = "component,Ш1,,2022,12,rested,{}\n"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        *(
            ({"values": (HEADING + ROW.format(number)).encode()}, "values.csv», строка 2, столбец number")
            for number in ("NaN", "-1", "1.5", "1e9", "1_000", "١٢", "9" * 400, "=1+1", "", "40 ")
        ),
        ({"values": (HEADING + 2 * ROW.format(40)).encode()}, "дважды"),
        ({"values": (HEADING + ROW.replace("rested", "injuries").format(2)).encode()}, "быть не должно"),
        ({"values": (HEADING + ROW.replace("rested", "выдумано").format(2)).encode()}, "быть не должно"),
        ({"values": (HEADING + ROW.format("40,7")).encode()}, "не те столбцы"),
        ({"values": b"\xff\xfe"}, "не читается как таблица"),
        ({"values": HEADING.replace("kind", "род").encode()}, "не те столбцы"),
        ({"values": (HEADING + "budget,1,,2022,12,plan,5\n").encode()}, "столбец kind"),
        ({"values": (HEADING + "component,Ш1,,2022,13,rested,5\n").encode()}, "столбец months"),
        ({"directory": b"code\n"}, "не те столбцы"),
        ({"shared_codes": b"[" * 100_000}, "shared_codes.json"),
        ({"shared_codes": b'{"rest": 7}'}, "shared_codes.json"),
        ({"shared_codes": b"[]"}, "shared_codes.json"),
        ({"shared_codes": b'{"rest": "x", "leaders": "x"}'}, "shared_codes.json"),
    ],
)
def test_a_part_that_a_town_signed_and_the_program_never_writes_is_refused(parts, changed, words):
    assert words in refused(signed(parts, **changed))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"format": 3}, "более новой версией"),
        ({"format": None}, "не сказано, что это пакет"),
        ({"kind": "backup"}, "не сказано, что это пакет"),
        ({"at": "вчера"}, "Дата пакета"),
        ({"at": "9999-12-31T23:59:59-23:59"}, "Дата пакета"),
        ({"project": 5}, "нет проекта"),
        ({"left_out": "всё"}, "нет проекта"),
        ({"parts": []}, "manifest.json"),
        ({"parts": {}}, "лишняя часть"),
    ],
)
def test_a_manifest_that_a_town_signed_and_the_program_never_writes_is_refused(parts, facts, words):
    assert words in refused(signed(parts, facts))


def run(*words: object):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def region(tmp_path, monkeypatch):
    """The commands of a region that knows both towns, on a store of its own."""
    access = tmp_path / "access.toml"
    rows = [f'"{name}" = "{key}"' for key, name in MUNICIPALITIES.items()]
    access.write_text("\n".join(["[municipalities]", *rows]), "utf-8")
    monkeypatch.setenv("USPEKH_ACCESS", str(access))
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"sqlite:///{tmp_path / 'region.sqlite'}")
    return access


def test_a_region_receives_the_packages_of_its_towns_and_sums_them(projects, region, tmp_path, monkeypatch):
    towns = projects[HERE].engine.url.render_as_string(hide_password=False)
    files = {code: tmp_path / f"{code}.zip" for code in VALUES}
    with monkeypatch.context() as at_town:
        at_town.setenv("USPEKH_DATABASE_URL", towns)
        assert "USPEKH_PACKAGE_KEY не задан" in run("package", files[HERE], "--project", HERE).stderr
        at_town.setenv("USPEKH_PACKAGE_KEY", "short")
        assert "короче 32 знаков" in run("package", files[HERE], "--project", HERE).stderr
        for code, file in files.items():
            at_town.setenv("USPEKH_PACKAGE_KEY", SECRETS[code].decode())
            written = run("package", file, "--project", code)
            assert written.exit_code == 0 and "Не вошли закрытые численности: Травмы." in written.stdout
            assert public_key(SECRETS[code]) in written.stdout
    received = run("receive", *files.values())
    assert received.exit_code == 0, received.output
    assert "Принят пакет № 1: город Озёрск" in received.stdout and "закрытые численности: Травмы" in received.stdout
    answer = json.loads(run("rollup", "--json").stdout)
    (total,) = answer["indicators"]
    # (40 + 10) of (50 + 150); the mean of 80 and 6,7 would be 43,3.
    assert (answer["year"], total["code"], total["fact"]) == (YEAR, "отдых", 25)
    assert [part["project"] for part in total["with_data"]] == [
        "город Заречье",
        "город Озёрск",
    ]
    # One school of one reported in each town.
    assert (total["reported"], total["expected"]) == (2, 2)
    text = run("rollup", "--year", YEAR).stdout
    assert "город Заречье, показатель А: 6,7" in text and "сдали 2 из 2" in text
    again = run("receive", files[HERE])
    assert again.exit_code == 1 and "уже принят под номером 1" in again.stderr
    # Taken back, the town has no package; received again, it has a third one.
    assert run("packages", "--undo", 1).exit_code == 0
    undone = json.loads(run("rollup", "--json").stdout)
    assert undone["no_package"] == ["город Озёрск"]
    assert [part["project"] for part in undone["indicators"][0]["with_data"]] == ["город Заречье"]
    assert "уже отменён" in run("packages", "--undo", 1).stderr
    assert run("receive", files[HERE]).exit_code == 0
    journal = json.loads(run("packages", "--json").stdout)
    assert [(each["number"], each["in_force"]) for each in journal] == [(3, True), (2, True), (1, False)]
    assert journal[0]["sha256"] == hashlib.sha256(files[HERE].read_bytes()).hexdigest()
    # Struck off the list, a municipality does not count any more, and its new package is refused.
    region.write_text("", "utf-8")
    assert json.loads(run("rollup", "--json").stdout)["indicators"] == []
    assert "Ключа отправителя нет в списке" in run("receive", files[THERE]).stderr


def test_a_newer_package_replaces_and_an_older_one_is_refused(projects, region, tmp_path, monkeypatch):
    engine = open_store(f"sqlite:///{tmp_path / 'region.sqlite'}")
    packed = pack(projects[HERE])

    def take(**changed: object) -> int:
        content = write_package(replace(packed, **changed), KEY)
        return receive_package(engine, content, ADMINISTRATOR, MUNICIPALITIES, settings.data_folder())[1]

    def fact() -> float | None:
        listed = list_contributors(engine, MUNICIPALITIES, settings.data_folder(), date(2023, 6, 1), None)
        assert not list_unfinished(engine, listed), "worked out when it was received"
        return consolidate(engine, listed, YEAR).totals[0].fact

    first = take()
    assert fact() == 80
    later = packed.at + timedelta(minutes=1)
    newer = take(at=later, values=tidy(people("Ш1", YEAR, rested=25, children=50)))
    assert fact() == 50, "25 of 50, in place of 40 of 50"
    for at, words in ((packed.at + timedelta(seconds=1), "не новее"), (later + timedelta(hours=2), "не наступило")):
        with pytest.raises(PackageRefused, match=words):
            take(at=at)
    with pytest.raises(PackageRefused, match="ни одного общего показателя"):
        take(at=later + timedelta(minutes=1), codes={})
    # A passport that its municipality signed, and that no figures can be made of.
    with monkeypatch.context() as patch:
        patch.setattr(consolidation, "measure_parts", lambda *_: [1 // len(())])
        with pytest.raises(PackageRefused, match="не рассчитываются"):
            take(at=later + timedelta(minutes=1))
    assert len(list_received(engine)) == 2, "nothing of it is kept"
    with pytest.raises(Forbidden):
        receive_package(engine, write_package(packed, KEY), VIEWER, MUNICIPALITIES, settings.data_folder())
    undo_package(engine, newer, ADMINISTRATOR)
    (standing,) = (each for each in list_received(engine) if each.in_force)
    assert standing.number == first, "the earlier one counts again"
    # What the store's own projects have is untouched.
    assert current(engine).empty
    # The town's project is in the store itself: its package is not counted a second time.
    towns = projects[HERE].engine
    receive_package(towns, write_package(packed, KEY), ADMINISTRATOR, MUNICIPALITIES, settings.data_folder())
    listed = list_contributors(towns, MUNICIPALITIES, settings.data_folder(), date(2023, 6, 1), projects.__getitem__)
    for each in list_unfinished(towns, listed):
        work_out(towns, each)
    both = consolidate(towns, listed, YEAR)
    assert (both.repeated, [name for name, _ in both.rows]) == (
        ("город Озёрск",),
        [f"Безопасное лето (код {code})" for code in VALUES],
    )
    assert both.totals[0].fact == 25


def test_the_codes_of_another_edition_give_nothing(projects):
    project = projects[HERE]
    roster = project.roster()
    source = Source("", project.plan, project.rules, project.reported(roster), roster, {"gone": "отдых"})
    assert list(measure_parts(source, YEAR, date(2023, 6, 1))) == []
    assert list(measure_parts(replace(source, codes={"rest": "отдых"}), 2019, date(2023, 6, 1))) == []
