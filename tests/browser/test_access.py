"""Each role logs in by a real OpenID provider, sees and does what it may, and is refused the rest."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from tests.browser.provider import PEOPLE, Service, served
from tests.browsing import LONG, leave, menu, new_context, ready, wait_until_entered
from tests.patience import PATIENCE, until
from tests.persons import ADMINISTRATOR
from tests.tidy import organization, people, tidy
from uspekh import settings
from uspekh.access.person import Action, Forbidden, Person, Role
from uspekh.project import open_project
from uspekh.store.log import actions
from uspekh.store.uploads.files import File
from uspekh.store.uploads.journal import accept, journal, undo
from uspekh.ui.server.guard import REFUSAL

pytestmark = pytest.mark.browser
NBSP = "\u00a0"
LOOKING = ["Сегодня", "Показатели", "Организации", "Бюджет", "План", "Данные", "Паспорт"]
MENUS = {
    "viewer": LOOKING,
    "school": ["Наша организация", "Показатели", "Данные", "Паспорт"],
    "editor": LOOKING,
    "admin": LOOKING,
}
REPORT = tidy(
    organization("S1", 1000, short_name="Первая"),
    organization("S2", 3000, short_name="Вторая"),
    people("S1", 2022, p1_engaged=900, p1_total=1000),
    people("S2", 2022, p1_engaged=600, p1_total=3000),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    with served(folder, f"sqlite:///{folder / 'store.sqlite'}") as running:
        engine = open_project(settings.data_folder(), running.database).engine
        accept(engine, File("отчёт.xlsx", b"the report", "1" * 64, 2), REPORT, ADMINISTRATOR)
        yield running


@pytest.fixture
def engine(service: Service):
    return open_project(settings.data_folder(), service.database).engine


@pytest.fixture(scope="module")
def logged_in() -> dict[str, StorageState]:
    """What the browser of each person holds once he has logged in."""
    return {}


@pytest.fixture
def enter(browser: Browser, service: Service, logged_in: dict[str, StorageState]) -> Iterator:
    """A page of a person in a browser of his own, the first of his menu; ``anew``: he logs in again."""
    opened: list[BrowserContext] = []

    def come(name: str, address: str = "", *, anew: bool = False) -> Page:
        held = None if anew else logged_in.get(name)
        opened.append(new_context(browser, storage_state=held))
        page = opened[-1].new_page()
        page.goto(f"{service.address}/{address if held else ''}")
        if held is None:
            page.get_by_role("button", name="Войти").click(timeout=LONG)
            page.get_by_role("button", name=name, exact=True).click(timeout=LONG)
        wait_until_entered(page)
        if not anew:
            logged_in[name] = opened[-1].storage_state()
        if held is None and address:
            go(page, service, address)
        ready(page)
        return page

    yield come
    for context in opened:
        context.close()


def go(page: Page, service: Service, address: str) -> None:
    page.goto(f"{service.address}/{address}")
    wait_until_entered(page)
    ready(page)


def carrying(browser: Browser, page: Page, **changed: str) -> Page:
    """Another browser with the cookies of this one, some of them changed."""
    context = new_context(browser)
    context.add_cookies(
        [{**cookie, "value": changed.get(cookie["name"], cookie["value"])} for cookie in page.context.cookies()]
    )
    return context.new_page()


def test_without_logging_in_no_address_shows_a_figure(service: Service, page: Page) -> None:
    for address in ("", "log", "organizations", "data?организация=Первая"):
        page.goto(f"{service.address}/{address}")
        expect(page.get_by_role("button", name="Войти")).to_be_visible(timeout=LONG)
        assert menu(page) == []
        assert "Первая" not in page.inner_text("body")


@pytest.mark.parametrize("name", MENUS)
def test_a_role_has_its_own_menu_and_the_other_addresses_are_closed(service: Service, enter, name: str) -> None:
    page = enter(name)
    assert menu(page) == MENUS[name]
    title = "Организации"
    if title not in MENUS[name]:
        go(page, service, "organizations")
        expect(page.get_by_text(f"Страница «{title}» недоступна вашей роли")).to_be_visible(timeout=LONG)


def test_an_organization_sees_itself_whatever_the_address_asks_for(service: Service, enter) -> None:
    page = enter("school")
    expect(page.get_by_text("Первая. ")).to_be_visible(timeout=LONG)
    # 900 of its 1 000; the other school has 600 of 3 000, both together 37,5 %
    page.locator(".uspekh").get_by_role("button", name="90", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("Ячеек: 2")).to_be_visible(timeout=LONG)
    go(page, service, "indicators?организация=Вторая")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"90{NBSP}%", timeout=LONG)
    expect(page.get_by_text("В ссылке указано неизвестное значение")).to_be_visible()
    shown = page.inner_text("[data-testid=stMain]")
    assert f"20{NBSP}%" not in shown and "37,5" not in shown


def test_whoever_has_no_role_is_told_so(browser: Browser, service: Service, enter) -> None:
    page = enter("stranger")
    expect(page.get_by_text("роль не назначена")).to_be_visible()
    expect(page.get_by_text("Вы вошли как stranger")).to_be_visible()
    assert menu(page) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("kelvin", "роль не назначена"),
        ("silent", "не подтвердил адрес почты"),
        ("worded", "не подтвердил адрес почты"),
    ],
)
def test_nobody_comes_in_by_an_address_that_is_not_his(enter, name: str, reason: str) -> None:
    page = enter(name)
    expect(page.get_by_text(reason)).to_be_visible()
    assert menu(page) == []


@pytest.mark.parametrize("hours", [0, 1, float("nan"), float("inf")], ids=str)
def test_a_cookie_from_the_future_opens_nothing(service: Service, enter, hours: float) -> None:
    """The cookie is signed by the server's own secret: only the moment of logging in is another."""
    page = enter("admin")
    (cookie,) = [held for held in page.context.cookies() if held["name"] == USER_COOKIE_NAME]
    secret = tomllib.loads((service.access.parent / "secrets.toml").read_text("utf-8"))["auth"]["cookie_secret"]
    claims = json.loads(decode_signed_value(secret, USER_COOKIE_NAME, cookie["value"]) or "")
    claims["iat"] += hours * 3600
    signed = create_signed_value(secret, USER_COOKIE_NAME, json.dumps(claims)).decode()
    page.context.add_cookies([{**cookie, "value": signed}])
    page.goto(service.address)
    if hours:
        expect(page.get_by_text("Сеанс завершён")).to_be_visible(timeout=LONG)
        assert menu(page) == []
    else:
        wait_until_entered(page)
        assert menu(page) == MENUS["admin"], "so the signature is right"


def test_an_editor_does_and_the_log_tells_the_administrator(service: Service, enter, engine) -> None:
    number, _ = accept(
        engine, File("ошибка.xlsx", b"b", "2" * 64, 1), tidy(people("S2", 2022, p2_covered=5)), ADMINISTRATOR
    )
    page = enter("editor", "data")
    # The latest upload stands first.
    page.get_by_role("button", name="Отменить", exact=True).first.click()
    confirm = page.get_by_role("dialog").get_by_role("button", name="Отменить загрузку")
    expect(confirm).to_be_enabled(timeout=LONG)
    assert page.get_by_label("Кто отменяет").count() == 0, "the service knows who it is"
    confirm.click()
    expect(page.get_by_text(f"Загрузка № {number} отменена")).to_be_visible(timeout=LONG)
    assert journal(engine, ADMINISTRATOR).set_index("id").loc[number, "undone_by"] == "Петров П. П."

    with pytest.raises(Forbidden):
        undo(engine, 1, Person("Смирнов С. С.", Role.VIEWER, email="viewer@example.org"))
    told = actions.list_actions(engine, ADMINISTRATOR)[["by", "role", "action", "outcome"]]
    assert ["Смирнов С. С. <viewer@example.org>", "viewer", Action.UNDO, "refused"] in told.values.tolist()
    page = enter("admin", "log?отказы=true")
    expect(page.get_by_role("cell", name="отказано").first).to_be_visible(timeout=LONG)


def test_a_changed_cookie_is_nobody(browser: Browser, service: Service, enter) -> None:
    viewer, admin = enter("viewer", "passport"), enter("admin", "passport")
    signed = next(c["value"] for c in viewer.context.cookies() if c["name"] == "_streamlit_user")
    foreign = next(c["value"] for c in admin.context.cookies() if c["name"] == "_streamlit_user")
    # The words of the administrator under the signature of the viewer.
    mixed = ".".join([*foreign.strip('"').split(".")[:-1], signed.strip('"').split(".")[-1]])
    for value in (mixed, signed[:-3] + "abc"):
        page = carrying(browser, viewer, _streamlit_user=value)
        page.goto(f"{service.address}/log")
        expect(page.get_by_role("button", name="Войти")).to_be_visible(timeout=LONG)
        page.context.close()


def test_after_leaving_neither_an_open_page_nor_a_copied_cookie_acts(browser: Browser, service: Service, enter) -> None:
    page = enter("admin", anew=True)
    left_open, copied = page.context.new_page(), carrying(browser, page)
    go(left_open, service, "log")
    leave(page)
    page.wait_for_url("**/end_session**", timeout=LONG)
    left_open.get_by_text("Только отказы").click()
    expect(left_open.get_by_text("Сеанс завершён")).to_be_visible(timeout=LONG)
    copied.goto(f"{service.address}/log")
    expect(copied.get_by_text("Сеанс завершён")).to_be_visible(timeout=LONG)
    copied.context.close()
    assert menu(enter("admin")) == MENUS["admin"]


def asked(service: Service, page: Page | None, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    """Status and body of a request with the cookies of a page, or of nobody; what is sent carries its token."""
    cookies = {c["name"]: c["value"] for c in (page.context.cookies() if page else [])}
    connection = HTTPConnection("localhost", int(service.address.rpartition(":")[2]), timeout=PATIENCE)
    if "_streamlit_xsrf" not in cookies:
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        cookies["_streamlit_xsrf"] = SimpleCookie(answer.headers["set-cookie"])["_streamlit_xsrf"].value
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    headers |= {"X-Xsrftoken": cookies["_streamlit_xsrf"], "Content-Type": "multipart/form-data; boundary=b"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


SENT = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1\r\n--b--\r\n'


def session_of(page: Page, address: str) -> str:
    """The name of the session that the server gave to a page it opens."""
    frames: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
    page.goto(address)
    page.get_by_role("button", name="Войти").wait_for(timeout=LONG)
    told = [ForwardMsg.FromString(frame).new_session.initialize.session_id for frame in frames]
    return next(filter(None, told))


def test_whoever_may_not_send_sends_no_bytes(service: Service, browser: Browser, enter, engine) -> None:
    stranger = new_context(browser).new_page()
    session = session_of(stranger, service.address)
    assert asked(service, stranger, "PUT", f"/_stcore/upload_file/{session}/one", SENT) == (403, REFUSAL.encode())
    # The same bytes to the same session are taken from somebody who is known.
    known = enter("school", "upload")
    assert asked(service, known, "PUT", f"/_stcore/upload_file/{session}/one", SENT)[0] == 204
    for name in ("stranger", "viewer"):
        assert asked(service, enter(name), "PUT", f"/_stcore/upload_file/{session}/one", SENT)[0] == 403
    stranger.context.close()
    last = actions.list_actions(engine, ADMINISTRATOR, refused=True).iloc[0]
    assert (last["role"], last["action"], last["detail"]) == ("viewer", "send", "upload")


def test_a_link_to_a_file_is_for_those_who_are_in(service: Service, browser: Browser, enter) -> None:
    page = enter("admin", "log", anew=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Журнал в Excel").click()
    path = "/media/" + download.value.url.rpartition("/media/")[2]
    status, content = asked(service, page, "GET", path)
    assert (status, content[:2]) == (200, b"PK")
    assert asked(service, None, "GET", path) == (403, REFUSAL.encode())
    forged = carrying(browser, page, _streamlit_user="forged")
    assert asked(service, forged, "GET", path)[0] == 403
    # Somebody else who is in gets it by the very link, but only until the page that made it runs again.
    viewer = enter("viewer", "passport")
    assert asked(service, viewer, "GET", path)[0] == 200
    page.get_by_text("Только отказы").click()
    until(lambda: asked(service, viewer, "GET", path)[0] == 404)
    with page.expect_download() as download:
        page.get_by_role("button", name="Журнал в Excel").click()
    path = "/media/" + download.value.url.rpartition("/media/")[2]
    copied = carrying(browser, page)
    assert asked(service, copied, "GET", path)[0] == 200
    leave(page)
    page.wait_for_url("**/end_session**", timeout=LONG)
    assert asked(service, copied, "GET", path)[0] == 403
    # The page is gone, and the file with it.
    until(lambda: asked(service, viewer, "GET", path)[0] == 404)
    forged.context.close()
    copied.context.close()


def test_whoever_is_struck_off_is_out_at_once(service: Service, enter) -> None:
    page = enter("editor", "organizations")
    page.locator(".uspekh tbody tr").first.locator("td").nth(1).get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_be_visible(timeout=LONG)
    page.keyboard.press("Escape")
    service.access.write_text(PEOPLE.replace("editor@", "another@"), "utf-8")
    try:
        page.locator(".uspekh tbody tr").first.locator("td").nth(1).get_by_role("button").click()
        expect(page.get_by_text("роль не назначена")).to_be_visible(timeout=LONG)
        assert "Вторая" not in page.inner_text("[data-testid=stMain]")
    finally:
        service.access.write_text(PEOPLE, "utf-8")


def test_a_damaged_file_of_people_lets_nobody_in_and_says_where(service: Service, enter) -> None:
    page = enter("admin", "passport")
    service.access.write_text(PEOPLE + '[people."x@y"]\nrole = "boss"\n', "utf-8")
    try:
        page.reload()
        expect(page.get_by_text("неизвестная роль «boss»")).to_be_visible(timeout=LONG)
        assert menu(page) == []
    finally:
        service.access.write_text(PEOPLE, "utf-8")
