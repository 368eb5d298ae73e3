"""A real gunicorn with one worker, on the database of the test: its memory, and a client that streams."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .processes import ROOT, database_url, until

BOUNDARY = "recognition-reliability"
MEGABYTE = 1024 * 1024


@dataclass
class Web:
    port: int
    master: int

    @property
    def worker(self) -> int:
        """The key of its one worker; 0 while the master makes a new one."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return int(children[0]) if children else 0

    def memory(self, name: str) -> float:
        """VmRSS (now) or VmHWM (the most so far) of the worker, in megabytes."""
        status = Path(f"/proc/{self.worker}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name))

    def forget_most(self) -> None:
        """From here on VmHWM counts anew."""
        Path(f"/proc/{self.worker}/clear_refs").write_text("5")

    def send(self, path: str, token: str, file: Path, **headers: str) -> tuple[int, dict[str, Any]]:
        before, after = _frame(kind="rmp", title="Plan")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        length = len(before) + file.stat().st_size + len(after)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        given = {"Authorization": f"Bearer {token}", "Content-Type": kind, "Content-Length": str(length), **headers}
        try:
            connection.request("POST", path, body=_pieces(before, file, after), headers=given)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def fetch(self, path: str, token: str) -> int:
        """How many bytes came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer, size = connection.getresponse(), 0
        while piece := answer.read(MEGABYTE):
            size += len(piece)
        connection.close()
        return size


def _frame(**fields: str) -> tuple[bytes, bytes]:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="plan.pdf"\r\n\r\n')
    return "".join(parts).encode(), f"\r\n--{BOUNDARY}--\r\n".encode()


def _pieces(before: bytes, file: Path, after: bytes) -> Iterator[bytes]:
    yield before
    with file.open("rb") as content:
        while piece := content.read(65536):
            yield piece
    yield after


@contextmanager
def web(folder: Path, *, application: str = "recognition.wsgi", **variables: str) -> Iterator[Web]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--workers=1", "--threads=4", "--worker-class=gthread", "--preload", "--no-control-socket"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", *options],
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "ERROR", "DATABASE_URL": database_url(), **variables},
        stdin=subprocess.DEVNULL,
        stdout=(folder / "web.log").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        until(lambda: _answers(port), seconds=90)
        yield Web(port, process.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
