"""Files over HTTP where it cannot be known who asks: nothing is given."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from uspekh.ui import entrance
from uspekh.ui.guard import Guard

PATHS = ("/media/a.xlsx", "/_stcore/upload_file/a/b")


@pytest.fixture
def client():
    """Something that answers everybody, behind the guard."""
    routes = [Route("/{path:path}", lambda request: PlainTextResponse("given"), methods=["GET", "PUT", "DELETE"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Guard)]))


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
