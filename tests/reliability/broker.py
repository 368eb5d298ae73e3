"""A broker of a test's own, which can be away for a while and come back on the same port."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from recognition.launch.account import Account
from recognition.launch.processes import answers, free_port, wait_until


class Broker:
    def __init__(self, folder: Path) -> None:
        self._account = Account()
        self._program = os.environ["BROKER_PROGRAM"]  # the launcher found one that runs here
        self._log = folder / "broker.log"
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """With nothing of what it held before: what is due stands in tables."""
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                [self._program, *options], stdout=out, stderr=out, **self._account.popen_options()
            )
        wait_until(lambda: answers(self.port), 20)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
