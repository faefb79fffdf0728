"""Handing one letter over to a real server: encryption, password, addresses, words, and where the connection breaks."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.expected.conftest import Mailbox
from uspekh.expected import mail
from uspekh.expected.mail import LetterRefused, LetterUncertain, ServerUnreachable, send_letter, write_letter


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The file of a certificate of «localhost» that only who is told trusts, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")]), datetime.now(UTC)
    from_to = now - timedelta(days=1), now + timedelta(days=1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), *from_to)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    file = tmp_path_factory.mktemp("mail") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file


def with_login(server, password):
    return replace(server, user="post", password=password)


def send(server, recipient="school@example.org", subject="Напоминание: Успех"):
    send_letter(server, write_letter(server, recipient, subject, "Отчёт"))


def test_the_password_goes_over_an_encrypted_connection_to_a_server_that_is_who_it_says(
    serve, certificate, monkeypatch
):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    mailbox = Mailbox()
    server = serve(
        mailbox, tls_context=context, require_starttls=True, auth_required=True, authenticator=mailbox.authenticate
    )
    server = with_login(replace(server, host="localhost"), "right")
    with pytest.raises(ServerUnreachable, match="сертификат не проходит проверку"):
        send(server)
    assert not mailbox.logins
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    send(server)
    assert mailbox.encrypted and mailbox.logins == [(b"post", b"right")] and len(mailbox.letters) == 1
    with pytest.raises(ServerUnreachable, match="не принял имя и пароль: 535"):
        send(with_login(server, "wrong"))
    with pytest.raises(ServerUnreachable, match="недопустимые знаки"):
        send(with_login(server, "пароль"))


def test_without_encryption_no_password_leaves_this_computer(serve, monkeypatch):
    mailbox = Mailbox()
    server = serve(mailbox, auth_require_tls=False, authenticator=mailbox.authenticate)
    monkeypatch.setattr(mail, "_is_loopback", lambda host: False)
    with pytest.raises(ServerUnreachable, match="не предлагает шифрования"):
        send(with_login(server, "right"))
    assert not mailbox.logins


def test_what_breaks_before_the_letter_is_handed_over_certainly_did_not_go(post):
    mailbox, server = post
    mailbox.breaks_off = "RCPT"
    with pytest.raises(LetterRefused, match="до передачи письма: сервер закрыл соединение"):
        send(server)
    mailbox.breaks_off = "DATA"
    with pytest.raises(LetterUncertain):
        send(server)


def test_names_with_line_breaks_add_no_header_and_a_list_is_no_address(post):
    mailbox, server = post
    send(server, subject="Успех\r\nBcc: spy@example.org\x00\u2028X: y")
    (letter,) = mailbox.letters
    assert letter["Subject"] == "Успех Bcc: spy@example.org X: y" and letter["Bcc"] is None and letter["X"] is None
    for recipient in ("a@example.org, b@example.org", "a@b.ru\nBcc: c@d.ru", "имя <a@b.ru>", "a@", "a@..ru", "a"):
        with pytest.raises(LetterRefused, match="не читается"):
            send(server, recipient)
    assert len(mailbox.letters) == 1


def test_a_russian_domain_is_written_as_every_server_takes_it(serve):
    plain, modern = Mailbox(), Mailbox()
    ascii_only, international = serve(plain), serve(modern, enable_SMTPUTF8=True)
    send(ascii_only, "school@пример.рф")
    # «пример.рф» in the letters of the register of domains.
    assert plain.letters[0]["To"] == "school@xn--e1afmkfd.xn--p1ai"
    with pytest.raises(LetterRefused, match="с русскими буквами"):
        send(ascii_only, "школа@пример.рф")
    send(international, "школа@пример.рф")
    assert modern.letters[0]["To"] == "школа@xn--e1afmkfd.xn--p1ai"
