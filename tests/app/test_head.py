"""The page that a browser gets is Russian before anything of it is drawn."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from uspekh.settings import ROOT
from uspekh.ui.server.head import RussianHead, rewritten

PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
BROWSER = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}


async def page(request) -> Response:
    """As Streamlit does: compressed for whoever takes it."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzip.compress(PAGE.encode()), media_type="text/html", headers={"content-encoding": "gzip"})
    return Response(PAGE, media_type="text/html", headers={"etag": "1"})


async def data(request) -> Response:
    return JSONResponse({"encoding": request.headers.get("accept-encoding")})


@pytest.fixture(scope="module")
def client():
    routes = [Route("/data.json", data), Route("/{path:path}", page)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(RussianHead)]))


@pytest.mark.parametrize("path", ["/", "/indicators?a=1"])
def test_every_page_is_rewritten_for_a_browser_that_takes_it_compressed(client, path):
    answer = client.get(path, headers=BROWSER)
    assert '<html lang="ru">' in answer.text and "./app/static/russian.js" in answer.text
    assert "<title>Streamlit</title>" not in answer.text and ".stMainBlockContainer" in answer.text
    # Of two rules for one typeface or size the last one stands.
    assert answer.text.index("static/css/index") < answer.text.index(".stMainBlockContainer")
    # The icon is a request to nobody, and neither Streamlit's own is left.
    assert answer.text.count('rel="shortcut icon"') == 1 and 'href="data:image/svg+xml,' in answer.text
    assert "etag" not in answer.headers, "it is of the other page"
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_what_every_page_is_drawn_with_is_fetched_with_the_page_and_nothing_twice(client):
    fetched = re.findall(
        r'rel="(?:modulepreload|preload)"[^>]*href="\./([^"]+)"', client.get("/", headers=BROWSER).text
    )
    assert len(fetched) == len(set(fetched))
    # Buttons of the years, tables and tiles, with what only these two have; the typeface in both weights.
    for part in ("ButtonGroup", "BidiComponent", "WidgetLabel", "serialization", "Regular", "SemiBold"):
        assert any(part in name for name in fetched), part
    static = Path(streamlit.__file__).parent
    assert all(
        (ROOT / name.removeprefix("app/") if "app/" in name else static / "static" / name).exists() for name in fetched
    )


def test_what_is_no_page_goes_by_as_it_is(client):
    assert client.get("/data.json", headers=BROWSER | {"Accept": "application/json"}).json() == {"encoding": "gzip"}
    assert client.get("/data.json", headers=BROWSER).json() == {"encoding": None}
    assert client.get("/", headers={"Accept": "*/*", "Accept-Encoding": ""}).text == PAGE


def test_a_page_that_is_not_the_one_known_is_refused():
    with pytest.raises(ValueError, match="has changed"):
        rewritten("<html><title>Streamlit</title></html>")
