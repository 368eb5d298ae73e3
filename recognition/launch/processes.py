"""Processes that outlive us: recorded in a file, found again, and never mistaken for another with the same number."""

import contextlib
import ctypes
import json
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

POLL = 0.05
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Recorded:
    """A server that was started: `born` tells it from a later process that was given the same number."""

    pid: int
    port: int
    born: str

    @property
    def alive(self) -> bool:
        return self.born == born(self.pid)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))

    def stop(self, how: signal.Signals, patience: float = 15) -> None:
        """Ask once, wait, then insist."""
        for wanted in (how, signal.SIGKILL):
            if not self.alive:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, wanted)
            wait_until(lambda: not self.alive, patience)


def read_record(path: Path) -> Recorded | None:
    """The server that the file speaks of, if it still runs."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        recorded = Recorded(**json.loads(path.read_text()))
        return recorded if recorded.alive else None
    return None


def born(pid: int) -> str:
    """The moment of the process's start in clock ticks since boot; empty for one that is gone or a zombie."""
    with contextlib.suppress(OSError, IndexError):
        if pid_was_waited_for(pid):
            return ""
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if fields[0] in "ZX" else fields[19]
    return ""


def pid_was_waited_for(pid: int) -> bool:
    """Reap the process if it was ours and has ended, so that it does not linger as a zombie."""
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    return False


def ends_with_us(how: signal.Signals = signal.SIGTERM) -> None:
    """For `preexec_fn`: have the kernel ask this process to stop when its parent dies, even by `kill -9`."""
    with contextlib.suppress(OSError, AttributeError):  # Linux knows how; elsewhere we stop it ourselves only.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)


def free_port() -> int:
    """A port of the loopback that nothing has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # As gunicorn does: a closed one may be had again.
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(POLL)
    return True
