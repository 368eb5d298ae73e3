"""A Valkey (or Redis) of our own: broker, cache and sessions of a demonstration, or of a run of the tests."""

import signal
import subprocess
from pathlib import Path

from recognition.launch.account import Account
from recognition.launch.postgres import last_line
from recognition.launch.processes import Recorded, answers, born, ends_with_us, free_port, wait_until
from recognition.launch.stop import Stop


def url(port: int) -> str:
    return f"redis://127.0.0.1:{port}/0"


def start(program: Path, folder: Path, log: Path, account: Account, *, kept: bool) -> Recorded:
    """Start the server and wait until it answers. What is kept is appended to a file, as a broker's tasks should be."""
    for _ in range(3):
        port = free_port()
        process = _spawn(program, folder, log, account, port, kept=kept)
        recorded = Recorded(process.pid, port, born(process.pid))
        wait_until(lambda: not recorded.alive or answers(port), 30)  # noqa: B023 - used up within the turn
        if recorded.alive and answers(port):
            return recorded
        recorded.stop(signal.SIGTERM)
    raise Stop(f"Valkey does not start: {last_line(log.read_text())} (all of it is in {log})")


def _spawn(
    program: Path, folder: Path, log: Path, account: Account, port: int, *, kept: bool
) -> "subprocess.Popen[bytes]":
    settings = {"bind": "127.0.0.1", "port": port, "dir": folder, "save": "", "databases": 64}
    settings["appendonly"] = "yes" if kept else "no"
    options = [str(part) for name, value in settings.items() for part in (f"--{name}", value)]
    with log.open("ab") as out:
        return subprocess.Popen(
            [program, *options],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=None if kept else ends_with_us,
            **account.popen_options(),
        )
