"""Handing one letter over to the mail server, and whether it took it."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from uspekh.settings import MailServer

_SECONDS = 30
_NOT_TAKEN = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
)


class ServerUnreachable(Exception):
    """The server cannot be spoken to, so no letter was sent; the text is Russian."""


class LetterRefused(Exception):
    """The server did not take the letter; the text is Russian."""


class LetterUncertain(Exception):
    """The connection broke while the letter was being handed over; the text is Russian."""


def write_letter(server: MailServer, recipient: str, subject: str, text: str) -> EmailMessage:
    """The letter as it is sent, marked so that no program answers it automatically."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = server.sender, recipient, subject
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
        except OSError as error:  # every error of smtplib is one, a broken connection too
            raise LetterUncertain(f"Связь прервалась при отправке: {_answer(error)}.") from error


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    connection: smtplib.SMTP | None = None
    try:
        try:
            connection = _connect(server)
        except OSError as error:
            where = f"{server.host}:{server.port}"
            raise ServerUnreachable(f"Почтовый сервер {where} недоступен: {_answer(error)}.") from error
        yield connection
    finally:
        if connection is not None:
            # What was taken is taken, however the farewell goes.
            with suppress(OSError):
                connection.quit()
            connection.close()


def _connect(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.encrypted:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
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
    except OSError:
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
    return str(error).rstrip(".")
