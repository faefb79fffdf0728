"""Files over HTTP where it cannot be known who asks: nothing is given."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from uspekh.ui.server import guard
from uspekh.ui.server.guard import Guard, is_from_this_program
from uspekh.ui.server.upload_limits import MEGABYTE
from uspekh.ui.session import entrance

PATHS = ("/media/a.xlsx", "/_stcore/upload_file/a/b")


async def socket(connected: WebSocket) -> None:
    await connected.accept()
    await connected.send_text("given")
    await connected.close()


@pytest.fixture
def client():
    """Something that answers everybody, behind the guard."""
    routes = [
        WebSocketRoute("/_stcore/stream", socket),
        Route("/{path:path}", lambda request: PlainTextResponse("given"), methods=["GET", "PUT", "DELETE"]),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Guard)]), "http://localhost")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_at_a_desk_nobody_is_asked(client, path, method):
    assert client.request(method, path).text == "given"


@pytest.mark.parametrize("path", PATHS)
def test_at_a_desk_nobody_from_outside_is_answered(client, monkeypatch, path):
    assert client.put(path, headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 403
    monkeypatch.setattr(entrance.st, "get_option", {"server.address": "0.0.0.0", "secrets.files": []}.__getitem__)  # noqa: S104
    assert client.put(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example:8501", "10.0.0.5", "localhost.evil.example", "[::1", "evil@localhost.ru"]
)
def test_at_a_desk_a_foreign_name_that_leads_here_is_not_answered(client, path, host):
    assert client.put(path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_at_a_desk_the_computer_has_several_names(client, path, host):
    assert client.put(path, headers={"Host": host}).text == "given"


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        (None, True),
        ("http://localhost:8501", True),
        ("https://localhost:8501", True),
        ("https://uspekh.example.ru", True),
        ("https://uspekh.example.ru:8443", True),
        ("http://localhost:3000", False),
        ("http://127.0.0.1:8501", False),
        ("https://evil.example", False),
        ("https://uspekh.example.ru.evil.example", False),
        ("https://uspekh.example.ru:9000", False),
        ("http://evil@localhost:8501", False),
        ("http://[::1", False),
        ("null", False),
        ("", False),
    ],
)
def test_a_socket_is_opened_by_a_page_of_this_program_alone(monkeypatch, origin, own):
    options = {"browser.serverAddress": "uspekh.example.ru", "browser.serverPort": 8443}
    monkeypatch.setattr(guard.st, "get_option", options.__getitem__)
    given = {"host": "localhost:8501"} | ({} if origin is None else {"origin": origin})
    assert is_from_this_program(Headers(given)) is own


def test_a_socket_of_a_foreign_page_does_not_reach_the_program(client):
    with client.websocket_connect("/_stcore/stream", headers={"Origin": "http://localhost"}) as socket:
        assert socket.receive_text() == "given"
    foreign = client.websocket_connect("/_stcore/stream", headers={"Origin": "http://evil.example"})
    with pytest.raises(WebSocketDisconnect), foreign:
        pass


def test_an_upload_that_hides_its_length_is_refused(client):
    answer = client.put("/_stcore/upload_file/a/b", content=iter([b"x", b"y"]))
    assert (answer.status_code, answer.text) == (411, guard.NO_LENGTH)


def test_a_refused_upload_is_answered_in_words(client):
    assert client.put("/_stcore/upload_file/a/b", content=b"x" * 1000).text == "given"
    answer = client.put("/_stcore/upload_file/a/c", headers={"Content-Length": str(200 * MEGABYTE)}, content=b"x")
    assert answer.status_code == 413
    assert "100 МБ" in answer.text
    assert client.delete("/_stcore/upload_file/a/b").text == "given", "what is released is never refused"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", [None, "", "forged", "chunks-2", "a.b.c"])
def test_in_the_service_an_unsigned_cookie_is_nobody(client, monkeypatch, path, cookie):
    monkeypatch.setattr(entrance, "is_service", lambda: True)
    headers = {} if cookie is None else {"Cookie": f"_streamlit_user={cookie}"}
    assert client.get(path, headers=headers).status_code == 403
    assert client.put(path, headers=headers, content=b"x").status_code == 403
    assert client.get("/", headers=headers).text == "given"


@pytest.mark.parametrize("path", PATHS)
def test_secrets_that_cannot_be_read_open_nothing(client, monkeypatch, tmp_path, path):
    (tmp_path / "secrets.toml").write_text("[auth", "utf-8")
    monkeypatch.setattr(entrance.st, "get_option", lambda name: [str(tmp_path / "secrets.toml")])
    assert client.get(path).status_code == 403
