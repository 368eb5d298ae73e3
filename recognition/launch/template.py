"""A migrated database folder to copy from, so that a run of the tests starts in seconds and not in a minute."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from recognition.launch import places, postgres
from recognition.launch.account import Account
from recognition.launch.locks import alone
from recognition.launch.stop import Stop

DATABASE = "test_recognition"  # As pytest-django calls it.


def find(home: Path, programs: Path, account: Account) -> Path:
    """The folder for the migrations as they stand now, made where it is missing."""
    folder = home / "templates"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    wanted = folder / fingerprint()
    with alone(places.RUN / "template.lock"):
        if not wanted.exists():
            print("Making the database that tests start from ...", file=sys.stderr, flush=True)
            _make(wanted, programs, account)
            _forget_all_but_newest(folder, keep=3)
        os.utime(wanted)
    return wanted


def fingerprint() -> str:
    """Changes with every migration of ours and every library that brings some."""
    digest = hashlib.sha256((places.ROOT / "requirements.txt").read_bytes())
    for package in ("recognition", "cases"):
        for path in sorted((places.ROOT / package).glob("**/migrations/*.py")):
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _make(wanted: Path, programs: Path, account: Account) -> None:
    data = wanted.with_name("making")
    shutil.rmtree(data, ignore_errors=True)
    postgres.make_cluster(programs, data, account, quick=True)
    log = places.LOGS / "template.log"
    server = postgres.start(programs, data, log, account, postgres.THROW_AWAY, bound=True)
    try:
        postgres.make_database(server.port, DATABASE)
        _migrate(postgres.url(server.port, DATABASE))
    finally:
        server.stop(signal.SIGINT)
    data.rename(wanted)


def _migrate(database_url: str) -> None:
    command = [str(places.PYTHON), "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    variables = {**os.environ, "TESTING": "1", "DATABASE_URL": database_url}
    if subprocess.run(command, env=variables, cwd=places.ROOT).returncode:
        raise Stop("The migrations do not run: the reason stands above.")


def _forget_all_but_newest(folder: Path, keep: int) -> None:
    for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(old, ignore_errors=True)
