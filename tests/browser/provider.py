"""A real OpenID provider on loopback, and a server of ours that lets its people in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from oidc_provider_mock import User, run_server_in_thread

from tests.serving import free_port, program

PEOPLE = """
default = "none"
[people."viewer@example.org"]
name = "Смирнов С. С."
role = "viewer"
[people."school@example.org"]
name = "Первая школа"
role = "organization"
organization = "S1"
[people."editor@example.org"]
name = "Петров П. П."
role = "editor"
[people."admin@example.org"]
name = "Иванова А. А."
role = "administrator"
[people."kim@example.org"]
name = "Ким К. К."
role = "administrator"
"""
NAMES = ("viewer", "school", "editor", "admin", "stranger")
# Of whom the provider says an address that is somebody else's, or does not say that it is verified.
DOUBTFUL = {
    "kelvin": {"email": "\u212aim@example.org", "email_verified": True},
    "silent": {"email": "admin@example.org"},
    "worded": {"email": "admin@example.org", "email_verified": "no"},
}


@dataclass(frozen=True)
class Service:
    """``access``: the file of people, which a test may change; ``database``: the address of the store."""

    address: str
    access: Path
    database: str
    log: Path


@contextmanager
def logging_in(folder: Path, address: str) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Environment and options of a server at the address that people enter by a provider.

    The provider knows ``NAMES`` as ``NAME@example.org``, and ``DOUBTFUL``; who they are here is in ``access.toml`` of
    the folder.
    """
    people = [User(sub=name, claims={"email": f"{name}@example.org", "email_verified": True}) for name in NAMES]
    people += [User(sub=name, claims=claims) for name, claims in DOUBTFUL.items()]
    access, secret = folder / "access.toml", folder / "secrets.toml"
    access.write_text(PEOPLE, "utf-8")
    with run_server_in_thread(user_claims=people) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        secret.write_text(
            f'[auth]\nredirect_uri = "{address}/oauth2callback"\n'
            f'cookie_secret = "{secrets.token_hex()}"\n'
            f'client_id = "uspekh"\nclient_secret = "{secrets.token_hex()}"\n'
            f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
            "utf-8",
        )
        yield {"USPEKH_ACCESS": str(access)}, ["--secrets.files", str(secret)]


@contextmanager
def served(folder: Path, database: str) -> Iterator[Service]:
    """The app with ``[auth]`` and a provider."""
    port, log = free_port(), folder / "server.log"
    address = f"http://localhost:{port}"
    with (
        logging_in(folder, address) as (env, options),
        program(log, {"USPEKH_DATABASE_URL": database, **env}, *options, port=port),
    ):
        yield Service(address, folder / "access.toml", database, log)
