"""ClamAV's daemon, spoken to as it says in clamd(8): INSTREAM over TCP or a Unix socket."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass
from typing import IO, Final

CONNECT_SECONDS: Final = 2.0
SILENT_SECONDS: Final = 30.0  # without a byte taken or given
PIECE: Final = 128 * 1024
LONGEST_ANSWER: Final = 4096


class ScannerUnavailable(Exception):
    """The scanner does not answer, or does not say yes or no: the file stays unserved and is scanned again."""


@dataclass(frozen=True, slots=True)
class Clamd:
    host: str = ""
    port: int = 3310
    path: str = ""
    longest_seconds: float = 120.0
    name: str = "clamd"

    def scan(self, file: IO[bytes]) -> str:
        file.seek(0)
        try:
            with self._connected() as connection:
                answer = _ask(connection, file, until=time.monotonic() + self.longest_seconds)
        except OSError as error:
            raise ScannerUnavailable(f"clamd does not answer: {error}") from error
        finally:
            file.seek(0)
        return _found(answer)

    def _connected(self) -> socket.socket:
        if not self.path:
            connection = socket.create_connection((self.host, self.port), timeout=CONNECT_SECONDS)
        else:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(self.path)
        connection.settimeout(SILENT_SECONDS)
        return connection


def _ask(connection: socket.socket, file: IO[bytes], *, until: float) -> bytes:
    try:
        connection.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            _in_time(connection, until)
            connection.sendall(struct.pack(">L", len(piece)) + piece)
        connection.sendall(struct.pack(">L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it says why, where it has had enough
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        _in_time(connection, until)
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _in_time(connection: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    connection.settimeout(min(left, SILENT_SECONDS))


def _found(answer: bytes) -> str:
    text = answer.rstrip(b"\0\n").decode("ascii", "replace")
    said = text.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerUnavailable(f"clamd says: {text or 'nothing'}")
