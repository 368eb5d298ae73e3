"""gunicorn on the test's own database, and companies' systems that call it over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from recognition.accounts.models import ApiClient
from tests.cases.api.caller import token_of

from .processes import ROOT, database_url, until


@contextmanager
def site(folder: Path, *, workers: int = 4, threads: int = 8) -> Iterator[str]:
    """Its address, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    dead = folder / "dead"
    dead.mkdir()
    command = ["gunicorn", "tests.reliability.dying_web:application", f"--bind=127.0.0.1:{port}", "--preload"]
    sizes = [f"--workers={workers}", f"--threads={threads}", "--worker-class=gthread", "--timeout=120"]
    limits = {"API_REQUESTS_PER_MINUTE": "1000000", "API_TOKENS_PER_MINUTE": "1000000"}
    variables = {**os.environ, **limits, "DATABASE_URL": database_url(), "LOG_LEVEL": "ERROR", "DEAD": str(dead)}
    with (folder / "gunicorn.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, *sizes],
            cwd=ROOT,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        try:
            until(lambda: _answers(url), seconds=60)
        except TimeoutError:
            raise AssertionError((folder / "gunicorn.log").read_text(errors="replace")[-4000:]) from None
        yield url
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=5).is_success
    except httpx.HTTPError:
        return False


def company_at(url: str, client: ApiClient) -> httpx.Client:
    """One company's system: up to fifty connections at once."""
    headers = {"Authorization": f"Bearer {token_of(client)}"}
    limits = httpx.Limits(max_connections=50)
    return httpx.Client(base_url=f"{url}/api/v1/", headers=headers, timeout=120, limits=limits)
