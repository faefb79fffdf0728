"""The way of a person's browser: TLS, nginx as shipped, two copies of the program on one database."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import ssl
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, Page, expect

from tests.browsing import LONG, new_context, ready, serious, wait_until_entered, watched
from tests.filling import filled_form
from tests.nginx import SITE, Web
from tests.patience import PATIENCE, until
from uspekh.ui.server.guard import REFUSAL

TRUSTING = ssl._create_unverified_context()  # noqa: S323 (the certificate is of this run)
MEGABYTE = 1024 * 1024
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


def ask(web: Web, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """The answer to a request of no browser; its body is not read."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return _sent(
        http.client.HTTPSConnection("localhost", web.port, context=TRUSTING, timeout=PATIENCE), path, method, sent
    )


def _sent(connection, path, method, headers) -> http.client.HTTPResponse:
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def seat_of(web: Web, copy: int) -> str:
    """A seat in the first or second copy."""
    for number in range(100):
        seat = f"seat{number}"
        ask(web, "/_stcore/host-config", Cookie=f"uspekh_seat={seat}", User_Agent=seat).read()
        if web.told(seat)["copy"] == web.copies[copy]:
            return seat
    raise AssertionError("every seat is in one copy")


def holds_files(copy: str) -> bool:
    """Whether a copy holds what somebody uploads; it counts anew every few seconds."""
    host, port = copy.split(":")
    metrics = _sent(http.client.HTTPConnection(host, int(port), timeout=PATIENCE), "/_stcore/metrics", "GET", {}).read()
    assert b"cache_memory_bytes" in metrics
    return b"UploadedFileManager" in metrics


def opened(browser: Browser, web: Web, seat: str, **options: str) -> Page:
    context = new_context(browser, **options, ignore_https_errors=True)
    context.add_cookies([{"name": "uspekh_seat", "value": seat, "url": web.address}])
    return watched(context.new_page())


def entered(page: Page, web: Web, name: str) -> Page:
    """The page after somebody has logged in at the identity provider, by the way through nginx."""
    page.goto(web.address)
    page.get_by_role("button", name="Войти").click(timeout=LONG)
    page.get_by_role("button", name=name, exact=True).click(timeout=LONG)
    wait_until_entered(page)
    ready(page)
    page.errors.clear()  # type: ignore[attr-defined]  # those of the provider's own page
    return page


@pytest.mark.browser
@pytest.mark.thorough
def test_what_one_accepts_in_one_copy_the_other_copy_shows(browser: Browser, web: Web, tmp_path: Path) -> None:
    first, second = (opened(browser, web, seat_of(web, copy), user_agent=web.copies[copy]) for copy in (0, 1))
    entered(first, web, "admin")  # the first report brings the directory along
    entered(second, web, "viewer")
    second.goto(f"{web.address}/indicators?год=2022")
    ready(second)
    expect(second.get_by_text("Демонстрационные данные")).to_be_visible(timeout=LONG)
    expect(second.locator("svg.marks").first).to_be_visible(timeout=LONG)
    second.get_by_text("Таблица", exact=True).first.click()
    expect(second.get_by_test_id("stDataFrame").first).to_be_visible(timeout=LONG)

    first.goto(f"{web.address}/data")
    ready(first)
    first.locator("input[type=file]").set_input_files(filled_form(tmp_path / "Отчёт.xlsx", 700, 800))
    expect(first.get_by_text("Пока ничего не сохранено")).to_be_visible(timeout=LONG)
    assert holds_files(web.copies[0])
    first.get_by_role("button", name="Сохранить", exact=True).click()
    expect(first.get_by_text("Сохранено. Загрузка № 1")).to_be_visible(timeout=LONG)
    until(lambda: not holds_files(web.copies[0]), "a stored file is released, though the page stays open")

    second.get_by_role("link", name="Сегодня").click()
    # (700 + 800) of (1 000 + 1 000)
    expect(second.get_by_test_id("stMetricValue").first).to_have_text("75", timeout=LONG)

    assert serious(first.errors) == []  # type: ignore[attr-defined]
    assert serious(second.errors) == []  # type: ignore[attr-defined]
    for page, copy in ((first, web.copies[0]), (second, web.copies[1])):
        page.context.close()
        # Nothing of a person's page went to the other copy, the uploaded file least of all.
        assert {line["copy"] for line in web.requests() if line["agent"] == copy} - {""} == {copy}


@pytest.mark.browser
def test_every_page_is_drawn_under_the_policy(browser: Browser, web: Web) -> None:
    page = entered(opened(browser, web, "anybody", user_agent="everything"), web, "admin")
    links = page.get_by_test_id("stTopNavLink")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(addresses) == 7
    for address in addresses:
        page.locator(f"[data-testid=stTopNavLink][href='{address}']").click()
        expect(page).to_have_url(re.compile(rf"{re.escape(address)}(\?|$)"), timeout=LONG)
        ready(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
    assert serious(page.errors) == []  # type: ignore[attr-defined]
    page.context.close()
    requests = [line["status"] for line in web.requests() if line["agent"] == "everything"]
    assert len(requests) > len(addresses)
    assert 429 not in requests
    burst = min(int(number) for number in re.findall(r"zone=uspekh_requests burst=(\d+)", SITE.read_text("utf-8")))
    assert len(requests) * 10 < burst, "ten people of one building come in at the same moment, and no page lacks a part"


HEADERS = {
    "strict-transport-security": r"max-age=\d{8,}",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "content-security-policy": ".*frame-ancestors 'none'.*",
}


@pytest.mark.parametrize("path", ["/", "/static/no-such-file", "/_stcore/host-config", "/_stcore/metrics"])
def test_every_answer_has_the_headers_of_safety_once(web: Web, path: str) -> None:
    headers = ask(web, path).headers
    for name, pattern in HEADERS.items():
        (value,) = headers.get_all(name)
        assert re.fullmatch(pattern, value), (name, value)
    assert headers["server"] == "nginx"  # without its version


def test_the_policy_lets_no_script_of_others_in_and_knows_the_one_in_the_page() -> None:
    policy = re.search(r'Content-Security-Policy "([^"]+)"', SITE.read_text("utf-8"))[1]
    scripts = re.search(r"script-src ([^;]+)", policy)[1].split()
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
    assert scripts == ["'self'", "blob:", *(f"'sha256-{digest}'" for digest in hashes)]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/overview/_stcore/metrics",
        "/x/../_stcore/metrics",
        "/_stcore//metrics",
        "/%5fstcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
    ],
)
def test_what_is_inside_is_closed(web: Web, path: str) -> None:
    assert ask(web, path, User_Agent=f"closed {path}").status == 404
    assert web.told(f"closed {path}")["copy"] == ""  # no copy was asked


def test_a_monitor_may_ask_whether_a_copy_lives(web: Web) -> None:
    answer = ask(web, "/_stcore/health")
    assert (answer.status, answer.read()) == (200, b"ok")


@pytest.mark.parametrize("size", [51 * MEGABYTE + 1, 200 * MEGABYTE])
def test_a_body_over_the_limit_is_refused_before_it_is_sent(web: Web, size: int) -> None:
    assert ask(web, "/_stcore/upload_file/a/b", "PUT", Content_Length=str(size)).status == 413


@pytest.mark.parametrize(("path", "method"), [("/media/a.xlsx", "GET"), ("/_stcore/upload_file/a/b", "PUT")])
def test_files_are_neither_given_nor_taken_without_logging_in(web: Web, path: str, method: str) -> None:
    answer = ask(web, path, method, User_Agent=f"nobody {method}", Content_Length="0")
    assert answer.status == 403
    assert web.told(f"nobody {method}")["copy"] == "", "not a byte of it reaches the program"
    forged = ask(web, path, method, Cookie="_streamlit_user=forged", User_Agent=f"forged {method}", Content_Length="0")
    assert (forged.status, forged.read().decode()) == (403, REFUSAL), "the program looks whose the cookie is"
    assert web.told(f"forged {method}")["copy"] in web.copies


def test_a_flood_of_uploads_from_one_address_is_refused_and_other_addresses_are_not(web: Web) -> None:
    def put(source: str) -> int:
        connection = _from(source, web)
        headers = {"Cookie": "_streamlit_user=forged", "Content-Length": "0"}
        return _sent(connection, "/_stcore/upload_file/a/b", "PUT", headers).status

    answers = [put("127.0.0.2")]
    while answers[-1] == 403 and len(answers) < 1000:
        answers.append(put("127.0.0.2"))
    assert answers[-1] == 429
    assert len(answers) > 60, "so many at once are an honest day's"
    assert put("127.0.0.3") == 403


def test_one_address_opens_so_many_sockets_and_no_more(web: Web) -> None:
    (most,) = map(int, re.findall(r"limit_conn uspekh_sockets (\d+)", SITE.read_text("utf-8")))
    with ExitStack() as stack:

        def open_one(source: str) -> int:
            connection = stack.enter_context(closing(_from(source, web)))
            return _sent(connection, "/_stcore/stream", "GET", UPGRADE | {"Origin": web.address}).status

        assert [open_one("127.0.0.4") for _ in range(most)] == [101] * most
        assert open_one("127.0.0.4") == 429
        assert open_one("127.0.0.5") == 101


def _from(source: str, web: Web) -> http.client.HTTPSConnection:
    """A connection that comes from another address of this machine."""
    return http.client.HTTPSConnection(
        "localhost", web.port, context=TRUSTING, timeout=PATIENCE, source_address=(source, 0)
    )


def test_elsewhere_nobody_sends_much(web: Web) -> None:
    assert ask(web, "/", "POST", Content_Length=str(MEGABYTE)).status == 413


def test_what_a_page_is_made_of_comes_compressed(web: Web) -> None:
    """The largest script of Streamlit, its style, and our dictionary; a file that somebody saves comes as it is."""
    static = Path(streamlit.__file__).parent / "static" / "static"
    script = max(static.glob("js/*.js"), key=lambda path: path.stat().st_size)
    style = next(static.glob("css/*.css"))
    ours = SITE.parents[2] / "static" / "russian.js"
    for path, file in (("static/js", script), ("static/css", style), ("app/static", ours)):
        answer = ask(web, f"/{path}/{file.name}", Accept_Encoding="gzip", Accept="*/*")
        assert answer.headers["content-encoding"] == "gzip"
        assert len(answer.read()) < file.stat().st_size / 2
    assert ask(web, "/", Accept_Encoding="gzip", Accept="text/html").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost", None])
def test_a_page_of_another_origin_gets_no_session(web: Web, origin: str | None) -> None:
    sent = {} if origin is None else {"Origin": origin}
    assert ask(web, "/_stcore/stream", **UPGRADE, **sent).status == 403


def test_the_page_itself_gets_one(web: Web) -> None:
    assert ask(web, "/_stcore/stream", **UPGRADE, Origin=web.address).status == 101


def test_a_copy_itself_refuses_another_origin_and_an_upload_without_its_token(web: Web) -> None:
    host, port = web.copies[0].split(":")
    bare = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
    assert _sent(bare, "/_stcore/stream", "GET", UPGRADE | {"Origin": "https://evil.example"}).status == 403
    bare = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
    assert _sent(bare, "/_stcore/upload_file/a/b", "PUT", {"Content-Length": "0"}).status == 403


def test_cookies_go_over_tls_only(web: Web) -> None:
    cookies = ask(web, "/_stcore/health").headers.get_all("set-cookie")
    assert sorted(cookie.partition("=")[0] for cookie in cookies) == ["_streamlit_xsrf", "uspekh_seat"]
    assert all("secure" in cookie.lower() for cookie in cookies)


def test_a_seat_is_given_once(web: Web) -> None:
    cookies = ask(web, "/", Cookie="uspekh_seat=mine").headers.get_all("set-cookie") or []
    assert not [cookie for cookie in cookies if cookie.startswith("uspekh_seat")]


def test_plain_http_leads_to_tls(web: Web) -> None:
    answer = _sent(
        http.client.HTTPConnection("localhost", web.plain, timeout=PATIENCE), "/budget?%D0%B3%D0%BE%D0%B4=1", "GET", {}
    )
    assert (answer.status, answer.headers["location"]) == (301, "https://localhost/budget?%D0%B3%D0%BE%D0%B4=1")


def test_the_log_of_requests_keeps_no_query(web: Web) -> None:
    ask(web, "/?code=one-time-code", User_Agent="query").read()
    request = web.told("query")
    assert request["path"] == "/"
    assert "one-time-code" not in str(request)


def test_another_name_is_not_answered(web: Web) -> None:
    with pytest.raises(ssl.SSLError):
        http.client.HTTPSConnection("127.0.0.1", web.port, context=TRUSTING, timeout=PATIENCE).connect()
