"""Real processes for the tests: workers and beats of the product on the test's own database, broker and mail server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


class Started:
    """A Celery process in a group of its own. What it said is in `log`."""

    def __init__(self, folder: Path, name: str, *arguments: str, **variables: str) -> None:
        self.log = folder / f"{name}-{time.monotonic_ns()}.log"
        with self.log.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "tests.reliability.app", *arguments],
                cwd=ROOT,
                env={**os.environ, "LOG_LEVEL": "WARNING", "DATABASE_URL": database_url(), **variables},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def worker(folder: Path, **variables: str) -> Started:
    options = ("--concurrency=1", "--without-gossip", "--without-mingle", "--without-heartbeat")
    return Started(folder, "worker", "worker", *options, f"--hostname={time.monotonic_ns()}@%h", **variables)


def beat(folder: Path, *, seconds: float, **variables: str) -> Started:
    schedule = folder / f"beat-{time.monotonic_ns()}"
    return Started(folder, "beat", "beat", "--pidfile=", "-s", str(schedule), BEAT_SECONDS=str(seconds), **variables)


@contextmanager
def running(*processes: Started) -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            process.kill()


def database_url() -> str:
    """The test's database, which is another than the one that the settings name."""
    given = connection.settings_dict
    return f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def until(is_so: Callable[[], bool], *, seconds: float) -> float:
    """Waits, and returns after how many seconds it was so. Raises TimeoutError."""
    started = time.monotonic()
    while not is_so():
        if time.monotonic() - started > seconds:
            raise TimeoutError(f"it was not so within {seconds:.0f} s")
        time.sleep(0.1)
    return time.monotonic() - started
