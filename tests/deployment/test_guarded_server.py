"""A real server before persons who send too much and before pages of others: its memory is bounded."""

from __future__ import annotations

import http.client
import json
import time
import tomllib
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import psutil
import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME, XSRF_COOKIE_NAME
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.provider import Service, served
from tests.patience import PATIENCE

MEGABYTE = 1024 * 1024
BIG = b"x" * (45 * MEGABYTE)


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    with served(folder, f"sqlite:///{folder / 'store.sqlite'}") as running:
        yield running


@dataclass
class Sender:
    """Somebody who has logged in, with a session of his page open."""

    service: Service
    http: requests.Session
    session: str

    def put(self, content: bytes, file: str | None = None) -> int:
        return self._ask("put", file or str(uuid.uuid4()), files={"file": ("Отчёт.xlsx", content)})

    def delete(self, file: str) -> int:
        return self._ask("delete", file)

    def _ask(self, method: str, file: str, **options) -> int:
        address = f"{self.service.address}/_stcore/upload_file/{self.session}/{file}"
        headers = {"X-Xsrftoken": self.http.cookies[XSRF_COOKIE_NAME]}
        return self.http.request(method, address, headers=headers, **options).status_code


@pytest.fixture
def enter(service: Service) -> Iterator[Callable[[str], Sender]]:
    """A person with a cookie that the server's own secret signs."""
    secret = tomllib.loads((service.access.parent / "secrets.toml").read_text("utf-8"))["auth"]["cookie_secret"]
    with ExitStack() as stack:

        def come(name: str) -> Sender:
            claims = {"email": f"{name}@example.org", "email_verified": True, "sub": name, "iat": time.time()}
            session = stack.enter_context(requests.Session())
            session.get(f"{service.address}/_stcore/health")
            signed = create_signed_value(secret, USER_COOKIE_NAME, json.dumps(claims)).decode()
            session.cookies.set(USER_COOKIE_NAME, signed)
            socket = stack.enter_context(opened(service, session.cookies[XSRF_COOKIE_NAME], service.address))
            return Sender(service, session, session_id(socket))

        yield come


def opened(service: Service, token: str, origin: str | None):
    return connect(
        service.address.replace("http", "ws", 1) + "/_stcore/stream",
        origin=origin,
        subprotocols=["streamlit", token],
        additional_headers={"Cookie": f"{XSRF_COOKIE_NAME}={token}"},
    )


def session_id(socket) -> str:
    """The id of the session, which the server tells as the page is run."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(socket.recv())
        if answer.WhichOneof("type") == "new_session":
            return answer.new_session.initialize.session_id


def resident(service: Service) -> int:
    """Bytes of memory of the server."""
    port = int(service.address.rpartition(":")[2])
    (number,) = {
        link.pid for link in psutil.net_connections("tcp") if link.laddr.port == port and link.status == "LISTEN"
    }
    return psutil.Process(number).memory_info().rss


def test_invented_files_do_not_fill_the_memory_and_another_person_notices_nothing(service, enter) -> None:
    greedy, other = enter("editor"), enter("admin")
    before = resident(service)
    answers = [greedy.put(BIG) for _ in range(12)]
    assert sorted(answers) == [204] * 2 + [413] * 10, "100 MB a session hold two of 45"
    second = enter("editor")
    assert [second.put(BIG), second.put(BIG)] == [204, 413], "150 MB a person hold three of them"
    # Three are held, and one is in the making for a moment; twelve were 540 MB.
    assert resident(service) - before < 300 * MEGABYTE
    assert other.put(BIG) == 204
    assert requests.get(f"{service.address}/_stcore/health", timeout=PATIENCE).status_code == 200


def test_a_file_that_was_removed_makes_room(enter) -> None:
    sender = enter("kim")
    files = [str(uuid.uuid4()) for _ in range(3)]
    assert [sender.put(BIG, file) for file in files] == [204, 204, 413]
    assert sender.delete(files[0]) == 204
    assert sender.put(BIG, files[2]) == 204
    for file in files:
        sender.delete(file)


def test_an_honest_person_sends_many_files_one_after_another(enter) -> None:
    sender = enter("kim")
    files = [str(uuid.uuid4()) for _ in range(30)]
    assert [sender.put(b"x" * 200_000, file) for file in files] == [204] * 30


def test_a_body_without_its_length_is_not_read(service, enter) -> None:
    sender = enter("kim")
    answer = sender.http.put(
        f"{service.address}/_stcore/upload_file/{sender.session}/x",
        data=iter([b"x" * MEGABYTE]),
        headers={"X-Xsrftoken": sender.http.cookies[XSRF_COOKIE_NAME]},
    )
    assert answer.status_code == 411


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "http://127.0.0.1"])
def test_a_page_of_others_opens_no_socket_and_nobody_is_asked_about_it(service, origin) -> None:
    with pytest.raises(InvalidStatus) as refused, opened(service, "none", origin):
        pass
    assert refused.value.response.status_code == 403
    # Streamlit says so when it has asked for its address on the internet in vain; here it always would.
    assert "external IP" not in service.log.read_text("utf-8")


def test_the_page_itself_and_a_program_open_one(service) -> None:
    for origin in (service.address, None):
        with opened(service, "none", origin) as socket:
            assert session_id(socket)


def test_an_upload_needs_its_token_and_gets_no_leave_for_other_origins(service, enter) -> None:
    sender = enter("kim")
    port = int(service.address.rpartition(":")[2])
    connection = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
    cookies = "; ".join(f"{name}={value}" for name, value in sender.http.cookies.items())
    connection.request(
        "PUT",
        f"/_stcore/upload_file/{sender.session}/x",
        body=b"",
        headers={"Cookie": cookies, "Origin": "https://evil.example"},
    )
    answer = connection.getresponse()
    assert answer.status == 403
    assert answer.headers["access-control-allow-origin"] is None
