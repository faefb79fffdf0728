"""A real mail server on loopback."""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from tests.patience import PATIENCE
from uspekh.settings import MailServer

SENDER = "Успех <uspekh@example.org>"


class Mailbox:
    """Takes letters, refuses one address, and breaks off where a test says so (at «RCPT» or «DATA»)."""

    def __init__(self) -> None:
        self.letters: list[email.message.EmailMessage] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.breaks_off = ""
        self.encrypted = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.breaks_off == "RCPT":
            server.transport.close()
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.breaks_off == "DATA":
            server.transport.close()
            return "451 gone"
        self.encrypted = session.ssl is not None
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data):
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"right", handled=False)


@pytest.fixture
def serve():
    """Starts a server of a mailbox with these options of aiosmtpd; gives its address."""
    loop, listening = asyncio.new_event_loop(), []
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def start(mailbox: Mailbox, **options) -> MailServer:
        # In its own thread alone: where a browser is driven, this one has a loop that runs already.
        started = loop.create_server(lambda: SMTP(mailbox, loop=loop, **options), "127.0.0.1", 0)
        listening.append(asyncio.run_coroutine_threadsafe(started, loop).result(PATIENCE))
        port = listening[-1].sockets[0].getsockname()[1]
        return MailServer("127.0.0.1", port, "", "", False, SENDER)

    yield start
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    for server in listening:
        server.close()
    loop.close()


@pytest.fixture
def post(serve):
    """The mailbox and the server that leads to it."""
    mailbox = Mailbox()
    return mailbox, serve(mailbox)
