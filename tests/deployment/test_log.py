"""The log: a line is one JSON object, whatever is logged, and no secret gets into it."""

from __future__ import annotations

import json
import logging

import pytest
from sqlalchemy import create_engine

from tests.persons import ADMINISTRATOR, EDITOR
from uspekh import log
from uspekh.actuals.values.frame import values_frame
from uspekh.store.database.engine import open_store, writing
from uspekh.store.log.actions import record
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, undo

LOGGER = logging.getLogger("uspekh.tests")
PASSWORD = "Пароль-7/кв@рц"  # noqa: S105
WRITTEN = "%D0%9F%D0%B0%D1%80%D0%BE%D0%BB%D1%8C-7%2F%D0%BA%D0%B2%40%D1%80%D1%86"


@pytest.fixture(autouse=True)
def _restored():
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.fixture
def lines(capsys):
    """What has been logged since the last look: the raw lines, each ended by a line feed."""
    log.set_up()
    return lambda: capsys.readouterr().err.split("\n")[:-1]


@pytest.mark.parametrize(
    "name",
    [
        'отчёт.xlsx\n{"level": "INFO", "message": "change"}',
        "отчёт\r\n.xlsx",
        "отчёт\u2028\u2029\u0085.xlsx",
        "\x1b[2Kотчёт\x00.xlsx",
        "отчёт\u202exslx.exe",
        "половина \ud83d пары",
    ],
    ids=["a line of its own", "carriage return", "line ends of Unicode", "terminal", "direction", "half a pair"],
)
def test_a_name_cannot_forge_a_line_nor_move_the_terminal(name) -> None:
    fields = logging.makeLogRecord({"msg": "Файл %s", "args": (name,), "file": name})
    line = log.JsonLines().format(fields)
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in line)
    assert len(line.splitlines()) == 1  # also by the line ends of Unicode
    assert "\u202e" not in line
    line.encode()
    assert json.loads(line)["message"] == f"Файл {name}"
    assert json.loads(line)["file"] == name


def test_a_line_says_when_how_grave_and_by_whom(lines) -> None:
    LOGGER.warning("отказано", extra={"who": "Иванова А. А.", "action": "undo", "upload": 3, "level": "нет такого"})
    fields = json.loads(lines()[0])
    assert fields.pop("time").endswith("+00:00")
    assert fields == {
        "level": "WARNING",
        "logger": "uspekh.tests",
        "message": "отказано",
        "who": "Иванова А. А.",
        "action": "undo",
        "upload": 3,
    }


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql+psycopg://uspekh:{WRITTEN}@127.0.0.1/uspekh",
        f"https://proxy:{PASSWORD}@localhost",
        f"host=localhost password={WRITTEN} user=uspekh",
        f"{{'client_secret': '{PASSWORD}'}}",
        f'cookie_secret = "{PASSWORD}"',
        f"Authorization: Bearer {WRITTEN}",
        f"[(b'authorization', b'Basic {WRITTEN}'), (b'host', b'localhost')]",
        f"Cookie: seat=1; _streamlit_user={WRITTEN}",
        f"access_token={WRITTEN}&state=1",
    ],
)
def test_no_secret_in_message_field_or_error(lines, text) -> None:
    try:
        raise ValueError(text)
    except ValueError:
        LOGGER.exception("Ошибка: %s", text, extra={"given": {"text": text}})
    (line,) = lines()
    fields = json.loads(line)
    for part in ("message", "given", "error"):
        assert "***" in fields[part]
        assert PASSWORD not in fields[part]
        assert WRITTEN not in fields[part]


def test_the_password_of_our_database_is_hidden_wherever_it_stands(lines, monkeypatch) -> None:
    monkeypatch.setenv("USPEKH_DATABASE_URL", f"postgresql://uspekh:{WRITTEN}@127.0.0.1:1/uspekh?connect_timeout=1")
    LOGGER.info("само по себе: %s, %s", PASSWORD, WRITTEN)
    try:
        create_engine(f"nonsense://uspekh:{WRITTEN}@127.0.0.1/x?y={PASSWORD}")
    except Exception as error:  # whatever it is, it is logged
        LOGGER.exception("Не открывается: %s", error)
    plain, failed = lines()
    assert json.loads(plain)["message"] == "само по себе: ***, ***"
    assert "Traceback" in json.loads(failed)["error"]
    assert PASSWORD not in failed
    assert WRITTEN not in failed


def test_ordinary_words_are_left_alone(lines) -> None:
    text = "Загрузка № 3: http://localhost:8501/upload, секретарь Иванова, cookie-файлы, basic idea, tokens 5"
    LOGGER.info(text)
    assert json.loads(lines()[0])["message"] == text


def test_the_level_is_a_setting(lines, monkeypatch) -> None:
    LOGGER.debug("мелочь")
    assert lines() == []
    monkeypatch.setenv("USPEKH_LOG_LEVEL", "debug")
    log.set_up()
    LOGGER.debug("мелочь")
    assert [json.loads(line)["level"] for line in lines()] == ["DEBUG"]
    monkeypatch.setenv("USPEKH_LOG_LEVEL", "громко")
    log.set_up("WARNING")
    LOGGER.info("обычное")
    assert lines() == []


def test_loggers_of_the_web_server_take_the_same_form(lines) -> None:
    logger = logging.getLogger("server.under.test")
    logger.propagate, logger.streamlit_console_handler = False, logging.StreamHandler()  # as Streamlit makes them
    logger.addHandler(logger.streamlit_console_handler)
    log.set_up()
    logger.error("страница\nне нарисована")
    assert json.loads(lines()[0])["message"] == "страница\nне нарисована"


def test_a_change_is_told_once_it_is_committed(lines, store_url) -> None:
    engine = open_store(store_url)
    lines()
    values = values_frame([("component", "О1", "", 2022, 12, "p3_participants", 5, None, "Л", "B2")])
    number, _ = accept(engine, File("а.xlsx", b"1", "0" * 64, 1), values, ADMINISTRATOR)
    undo(engine, number, EDITOR)
    fields = [json.loads(line) for line in lines()]
    assert [(line["who"], line["action"], line["upload"]) for line in fields] == [
        ("Иванова", "load", number),
        (EDITOR.signature, "undo", number),
    ]
    engine.dispose()


def test_a_change_that_was_not_committed_is_not_told(lines, store_url) -> None:
    engine = open_store(store_url)
    lines()
    with pytest.raises(ZeroDivisionError), writing(engine).begin() as connection:
        record(connection, ADMINISTRATOR, "mark")
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), writing(engine).begin() as connection:
        record(connection, ADMINISTRATOR, "mark")
        connection.invalidate()
        raise ZeroDivisionError
    with writing(engine).begin() as connection:
        record(connection, EDITOR, "mark")
    assert [json.loads(line)["who"] for line in lines()] == [EDITOR.signature]
    engine.dispose()
