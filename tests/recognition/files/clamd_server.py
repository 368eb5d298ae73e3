"""A daemon that speaks clamd's INSTREAM over a real socket, and knows one signature."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .hostile import EICAR


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        command = self.request.recv(len(b"zINSTREAM\0"), socket.MSG_WAITALL)
        if self.server.mode == "silent":
            time.sleep(self.server.seconds)
            return
        content = self._content() if command == b"zINSTREAM\0" else b""
        self.server.scanned.append(len(content))
        self.request.sendall(self._answer(content))

    def _content(self) -> bytes:
        found = b""
        while True:
            (size,) = struct.unpack(">L", self.request.recv(4, socket.MSG_WAITALL))
            if not size:
                return found
            found += self.request.recv(size, socket.MSG_WAITALL)
            if len(found) > self.server.longest:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                raise ConnectionAbortedError

    def _answer(self, content: bytes) -> bytes:
        if self.server.mode == "nonsense":
            return b"UNKNOWN COMMAND\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mode = "works"
    seconds = 5.0
    longest = 200 * 1024 * 1024

    def __init__(self, *args: object) -> None:
        self.scanned: list[int] = []
        super().__init__(*args)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no fault of the test."""


class _UnixServer(_Server):
    address_family = socket.AF_UNIX

    def server_bind(self) -> None:
        self.socket.bind(self.server_address)


@contextmanager
def clamd(path: Path | None = None) -> Iterator[tuple[str, _Server]]:
    """Its address, as CLAMD_URL gives it, and the server, whose `mode` can be set."""
    server = _UnixServer(str(path), _Handler) if path else _Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield f"unix://{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}", server
    finally:
        server.shutdown()
        server.server_close()
