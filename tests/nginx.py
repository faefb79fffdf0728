"""A real nginx on loopback with the shipped site before copies of the program; only ports and paths are put in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE, until
from tests.serving import ROOT, free_port, listening

SITE = ROOT / "deploy" / "nginx" / "uspekh.conf"
NAME = "localhost"
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

MAIN = """
{user}
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""


def lacking() -> str:
    """Why no web server can be started here; empty when one can."""
    if PROGRAM is None:
        return "no nginx is installed (Debian: apt install nginx)"
    return "" if shutil.which("openssl") else "no openssl is installed"


class Web:
    """A running web server: its HTTPS and HTTP ports, the copies behind it and what it wrote of requests."""

    def __init__(self, folder: Path, port: int, plain: int, copies: Sequence[int]) -> None:
        self.address = f"https://{NAME}:{port}"
        self.port, self.plain = port, plain
        self.copies = [f"127.0.0.1:{copy}" for copy in copies]
        self._log = folder / "requests.log"

    def told(self, mark: str) -> dict[str, Any]:
        """The line of the request whose agent is ``mark``: it is written once the answer has gone."""
        return until(lambda: [line for line in self.requests() if line["agent"] == mark], f"no line of {mark}")[-1]

    def requests(self) -> list[dict[str, Any]]:
        """The lines of the access log, each a JSON object."""
        return [json.loads(line) for line in self._log.read_text("utf-8").splitlines()]


@contextmanager
def running(folder: Path, port: int, copies: Sequence[int]) -> Iterator[Web]:
    """The shipped site on a port before those of the copies, with a certificate of its own."""
    plain = free_port()
    _certificate(folder)
    (folder / "site").write_text(_site(folder, port, plain, copies), "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main").write_text(MAIN.format(folder=folder, user=user), "utf-8")
    command = [str(PROGRAM), "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/main"]
    subprocess.run([*command, "-t", "-q"], check=True)
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        listening(port, process)
        yield Web(folder, port, plain, copies)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _certificate(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem", "-days", "1"]
    made += ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    subprocess.run(made, check=True, capture_output=True)


def _site(folder: Path, port: int, plain: int, copies: Sequence[int]) -> str:
    site = SITE.read_text("utf-8")
    first, second = copies
    for shipped, here in {
        "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "uspekh.example.ru": NAME,
        "127.0.0.1:8501": f"127.0.0.1:{first}",
        "127.0.0.1:8502": f"127.0.0.1:{second}",
        "/etc/uspekh/tls/fullchain.pem": f"{folder}/certificate.pem",
        "/etc/uspekh/tls/privkey.pem": f"{folder}/key.pem",
        "/var/log/nginx/uspekh.log": f"{folder}/requests.log",
    }.items():
        assert shipped in site, f"{shipped} is not in the shipped site any more"
        site = site.replace(shipped, here)
    return site
