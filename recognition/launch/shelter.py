"""Where the servers live: in `.run`, or beside it where `nobody` cannot reach that (root's home is 0700)."""

import os
import secrets
import shutil
import signal
import stat
from pathlib import Path

from recognition.launch import places
from recognition.launch.account import Account
from recognition.launch.processes import read_record
from recognition.launch.stop import Stop

OUTSIDE = Path("/var/tmp")


def find(account: Account) -> Path:
    """The folder for data and, where needed, for copies of the programs."""
    inside = places.RUN / "servers"
    if not account.demoted or places.anyone_may_pass(places.RUN):
        inside.mkdir(exist_ok=True)
        inside.chmod(0o755)
        return inside
    outside = OUTSIDE / f"recognition-{places.digest_of_run_folder()}"
    _make_safely(outside)
    _belongs_to_this_run_folder(outside)
    return outside


def _make_safely(folder: Path) -> None:
    """The name can be foretold and the folder above is everyone's, so a folder that another made is refused."""
    try:
        folder.mkdir(mode=0o755)
    except FileExistsError:
        facts = os.lstat(folder)
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid():
            raise Stop(f"{folder} was made by another user: delete it and run it again.") from None
    folder.chmod(0o755)


def _belongs_to_this_run_folder(outside: Path) -> None:
    """Whoever deletes `.run` or clones anew expects fresh data: data outside goes with the `.run` it was made for."""
    ours, theirs = places.RUN / "shelter", outside / "belongs-to"
    if not ours.exists():
        ours.write_text(secrets.token_hex(8))
    if theirs.exists() and theirs.read_text() == ours.read_text():
        return
    for record in outside.glob("*.json"):
        if recorded := read_record(record):
            recorded.stop(signal.SIGINT)
    for leftover in outside.glob("*"):
        if leftover.name != "programs":
            shutil.rmtree(leftover, ignore_errors=True) if leftover.is_dir() else leftover.unlink()
    theirs.write_text(ours.read_text())
