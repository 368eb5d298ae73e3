"""Servers for one run of the tests or the bench: private, started in seconds, gone afterwards."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recognition.launch import places, postgres, programs, shelter, template, valkey
from recognition.launch.account import Account
from recognition.launch.locks import try_alone

PREFIX = "recognition-throwaway-"
YOUNG = 60
ROOM_IN_MEMORY = 2 * 2**30
KEPT_VARIABLES = {
    *("PATH", "HOME", "LANG", "LC_ALL", "TERM", "COLUMNS", "CI", "TMPDIR"),
    *("HYPOTHESIS_PROFILE", "RELIABILITY_SHARE"),
}


@contextmanager
def servers(*, workers: int = 0, durable: bool = False) -> Iterator[dict[str, str]]:
    """The environment for Django, with a migrated database for the run and one for each worker beside it.

    A durable one writes to the disk as one in service would: what is measured on it means something.
    """
    places.make_run_folder()
    account = Account()
    home = shelter.find(account)
    pg = programs.postgres_folder(account, home)
    with _folder(home if durable else _parent()) as folder:
        data = folder / "postgres"
        subprocess.run(["cp", "-a", template.find(home, pg, account), data], check=True)
        log = folder / "postgres.log"
        database = postgres.start(pg, data, log, account, postgres.KEPT if durable else postgres.THROW_AWAY, bound=True)
        program = programs.valkey_program(account, home)
        broker = valkey.start(
            program,
            account.make_folder(folder / "valkey"),
            folder / "valkey.log",
            account,
            kept=False,
        )
        try:
            for number in range(workers):
                postgres.make_database(database.port, f"{template.DATABASE}_gw{number}", like=template.DATABASE)
            yield _variables(folder, database.port, broker.port) | {"BROKER_PROGRAM": str(program)}
        finally:
            broker.stop(signal.SIGKILL)
            database.stop(signal.SIGQUIT)  # Nothing needs to reach the disk: it is about to be deleted.


def _variables(folder: Path, database: int, broker: int) -> dict[str, str]:
    """Nothing of the person's own settings: a test must not come out differently on another machine."""
    (folder / "staticfiles").mkdir()
    return {
        **{name: value for name, value in os.environ.items() if name in KEPT_VARIABLES},
        "DATABASE_URL": postgres.url(database),
        "REDIS_URL": valkey.url(broker),
        "RUN_DIR": str(folder / "run"),
        "STATIC_ROOT": str(folder / "staticfiles"),
        "DJANGO_SETTINGS_MODULE": "recognition.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """A folder in memory where there is room. The lock in it tells the next run whether it was left behind."""
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    folder.chmod(0o755)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _parent() -> Path:
    memory, usual = Path("/dev/shm"), Path(tempfile.gettempdir())
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_IN_MEMORY:
        return memory
    return usual if places.anyone_may_pass(usual) else Path("/var/tmp")


def _sweep(parent: Path) -> None:
    """Delete what a killed run has left: its servers went with it, its folder did not."""
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < YOUNG:
                continue  # Its owner may be about to take the lock.
            handle = try_alone(folder / "lock")
            if handle is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(handle)
