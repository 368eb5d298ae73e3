"""A company's server that takes webhooks: real HTTP, on a real port, with or without TLS."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.send_response(status)
        if status in (301, 302, 307, 308):
            self.send_header("Location", self.server.sends_to)
        self.end_headers()
        self.server.says(self.wfile)

    def log_message(self, *args: object) -> None:
        pass


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str], bytes]] = []
        self.statuses: list[int] = []
        self.sends_to = ""
        self.says: Any = lambda wfile: None
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hung up is what some tests want."""


def drips(wfile: Any) -> None:
    """A byte now and then, for ever."""
    while True:
        wfile.write(b"x")
        wfile.flush()
        time.sleep(0.05)


def floods(wfile: Any) -> None:
    for _ in range(10_000):
        wfile.write(b"x" * 65536)


@contextmanager
def receiver(*, certificate: tuple[Path, Path] | None = None) -> Iterator[Receiver]:
    server = Receiver()
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
