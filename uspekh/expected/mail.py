"""Handing one letter over to the mail server, and whether it took it."""

from __future__ import annotations

import ipaddress
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any

from uspekh.russian.text import one_line
from uspekh.settings import MailServer

_SECONDS = 30
_WORDS: dict[type[OSError], str] = {
    ssl.SSLCertVerificationError: "его сертификат не проходит проверку",
    socket.gaierror: "имя сервера не найдено",
    ConnectionRefusedError: "соединение отклонено",
    TimeoutError: f"нет ответа за {_SECONDS} секунд",
    smtplib.SMTPServerDisconnected: "сервер закрыл соединение",
    ConnectionResetError: "сервер закрыл соединение",
}
_NOT_TAKEN = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
)
# One address, without what would make several or a comment of it.
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+")


class ServerUnreachable(Exception):
    """The server cannot be spoken to, so no letter was sent; the text is Russian."""


class LetterRefused(Exception):
    """The server did not take the letter; the text is Russian."""


class LetterUncertain(Exception):
    """The connection broke while the letter was being handed over; the text is Russian."""


def write_letter(server: MailServer, recipient: str, subject: str, text: str) -> EmailMessage:
    """The letter as it is sent, marked so that no program answers it automatically.

    Raises ``LetterRefused`` where the recipient is no address.
    """
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = server.sender, _ascii_domain(recipient), one_line(subject)
    letter["Date"] = formatdate(localtime=True)
    letter["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2].strip(" >"))
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    return letter


def send_letter(server: MailServer, letter: EmailMessage) -> None:
    """Hands the letter over. Raises ``ServerUnreachable``, ``LetterRefused``, ``LetterUncertain``."""
    with _connected(server) as connection:
        try:
            connection.send_message(letter)
        except _NOT_TAKEN as error:
            raise LetterRefused(f"Сервер не принял письмо: {_answer(error)}.") from error
        except smtplib.SMTPNotSupportedError as error:
            raise LetterRefused("Сервер не принимает адресов с русскими буквами перед знаком @.") from error
        except OSError as error:  # every error of smtplib is one, a broken connection too
            if not connection.handing_over:
                raise LetterRefused(f"Связь прервалась до передачи письма: {_answer(error)}.") from error
            raise LetterUncertain(f"Связь прервалась при передаче письма: {_answer(error)}.") from error


def _ascii_domain(address: str) -> str:
    """The address with the domain as every server takes it: «school@школа.рф» → «school@xn--80avnr.xn--p1ai»."""
    if not _ADDRESS.fullmatch(address):
        raise LetterRefused(f"Адрес «{one_line(address)}» не читается.")
    box, _, domain = address.partition("@")
    try:
        return f"{box}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise LetterRefused(f"Адрес «{address}» не читается.") from error


class _Handing(smtplib.SMTP):
    """Knows whether the letter itself was begun to be handed over: what breaks before that certainly did not go."""

    handing_over = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.handing_over = True
        return super().data(msg)


class _HandingEncrypted(_Handing, smtplib.SMTP_SSL):
    """The same over a connection that is encrypted from the first byte."""


@contextmanager
def _connected(server: MailServer) -> Iterator[_Handing]:
    connection: _Handing | None = None
    where = f"{server.host}:{server.port}"
    try:
        try:
            connection = _connect(server)
        except smtplib.SMTPAuthenticationError as error:
            raise ServerUnreachable(f"Почтовый сервер {where} не принял имя и пароль: {_answer(error)}.") from error
        except OSError as error:
            raise ServerUnreachable(f"Почтовый сервер {where} недоступен: {_answer(error)}.") from error
        except UnicodeError as error:  # names of servers are ASCII by IDNA, users and passwords by smtplib
            reason = "в имени сервера, пользователя или в пароле недопустимые знаки"
            raise ServerUnreachable(f"Почтовый сервер {where} недоступен: {reason}.") from error
        yield connection
    finally:
        if connection is not None:
            # What was taken is taken, however the farewell goes.
            with suppress(OSError):
                connection.quit()
            connection.close()


def _connect(server: MailServer) -> _Handing:
    context = ssl.create_default_context()
    if server.encrypted:
        connection: _Handing = _HandingEncrypted(server.host, server.port, timeout=_SECONDS, context=context)
    else:
        connection = _Handing(server.host, server.port, timeout=_SECONDS)
    try:
        connection.ehlo_or_helo_if_needed()
        encrypted = server.encrypted
        if not encrypted and connection.has_extn("starttls"):
            connection.starttls(context=context)
            encrypted = True
        if server.user:
            if not encrypted and not _is_loopback(server.host):
                raise OSError("сервер не предлагает шифрования, пароль ему не передан")
            connection.login(server.user, server.password)
    except (OSError, UnicodeError):
        connection.close()
        raise
    return connection


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _answer(error: OSError) -> str:
    """What the server answered, or what the system says of the connection."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, refusal = next(iter(error.recipients.values()))
        return f"{code} {refusal.decode(errors='replace')}"
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    for kind, words in _WORDS.items():
        if isinstance(error, kind):
            return words
    return str(error).rstrip(".")
