"""Two copies of the program on one database behind the shipped nginx site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import nginx, postgres
from tests.browser.provider import logging_in
from tests.serving import free_port, program

SECRET = "0" * 64


@pytest.fixture(scope="session")
def web(tmp_path_factory, request) -> Iterator[nginx.Web]:
    reason = nginx.lacking()
    if reason and os.environ.get("USPEKH_REQUIRE_NGINX"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("web")
    url = f"sqlite:///{folder / 'store.sqlite'}"
    if not postgres.lacking():
        url = request.getfixturevalue("postgres_server").database()
    env = {
        "USPEKH_DATABASE_URL": url,
        "STREAMLIT_BROWSER_SERVER_ADDRESS": nginx.NAME,
        "STREAMLIT_SERVER_COOKIE_SECRET": SECRET,
    }
    port = free_port()
    with ExitStack() as stack:
        entrance, options = stack.enter_context(logging_in(folder, f"https://{nginx.NAME}:{port}"))
        copies = [stack.enter_context(program(folder / f"copy{n}.log", env | entrance, *options)) for n in (1, 2)]
        yield stack.enter_context(nginx.running(folder, port, copies))
