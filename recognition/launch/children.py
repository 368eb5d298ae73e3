"""The processes of a demonstration: each with a log of its own, none outliving the launcher."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from recognition.launch import places
from recognition.launch.processes import POLL, ends_with_us, wait_until

PATIENCE = 12


class Child:
    """A process that we start, watch and stop."""

    def __init__(self, name: str, command: list[str], variables: Mapping[str, str]) -> None:
        self.name = name
        self.log = places.LOGS / f"{name}.log"
        _keep_one_before(self.log)
        with self.log.open("wb") as out:
            self._process = subprocess.Popen(
                [str(places.PYTHON), "-m", *command],
                cwd=places.ROOT,
                env=dict(variables),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # A Ctrl-C must reach the launcher alone: it stops them in order.
                preexec_fn=ends_with_us,
            )

    @property
    def code(self) -> int | None:
        return self._process.poll()

    def said(self, words: str) -> bool:
        return words in self.log.read_text(errors="replace")

    def last_lines(self, count: int = 12) -> str:
        return "\n".join(
            f"  {self.name} | {line}" for line in self.log.read_text(errors="replace").splitlines()[-count:]
        )

    def ask_to_stop(self) -> None:
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)

    def make_stop(self) -> None:
        """Wait a little for an orderly end, then take down whatever is left of it and its own children."""
        wait_until(lambda: self.code is not None, PATIENCE)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def stop_all(children: list[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.make_stop()


def first_to_end(children: list[Child]) -> Child:
    """Wait for ever, or until one of them has ended."""
    while True:
        for child in children:
            if child.code is not None:
                return child
        time.sleep(POLL * 4)


def _keep_one_before(log: Path) -> None:
    with suppress(FileNotFoundError):
        log.replace(log.with_suffix(".log.1"))
