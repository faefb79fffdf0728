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
"""
NAMES = ("viewer", "school", "editor", "admin", "stranger")


@dataclass(frozen=True)
class Service:
    """``access``: the file of people, which a test may change; ``database``: the address of the store."""

    address: str
    access: Path
    database: str
    log: Path


@contextmanager
def served(folder: Path, database: str) -> Iterator[Service]:
    """The app with ``[auth]`` and a provider that knows the people of ``NAMES`` by ``NAME@example.org``."""
    people = [User(sub=name, claims={"email": f"{name}@example.org", "email_verified": True}) for name in NAMES]
    port, access, secret = free_port(), folder / "access.toml", folder / "secrets.toml"
    access.write_text(PEOPLE, "utf-8")
    with run_server_in_thread(user_claims=people) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        secret.write_text(
            f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\n'
            f'cookie_secret = "{secrets.token_hex()}"\n'
            f'client_id = "uspekh"\nclient_secret = "{secrets.token_hex()}"\n'
            f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
            "utf-8",
        )
        env = {"USPEKH_DATABASE_URL": database, "USPEKH_ACCESS": str(access)}
        with program(folder / "server.log", env, "--secrets.files", str(secret), port=port):
            yield Service(f"http://localhost:{port}", access, database, folder / "server.log")
