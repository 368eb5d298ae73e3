"""Where the launcher keeps things. Everything is under `.run`, unless the servers cannot reach it there."""

import hashlib
import os
import shutil
from pathlib import Path

from recognition.launch.stop import Stop

ROOT = Path(__file__).resolve().parents[2]
RUN = Path(os.environ.get("RUN_DIR") or ROOT / ".run")
LOGS = RUN / "logs"
PYTHON = ROOT / ".venv" / "bin" / "python"
LEAST_FREE_MB = 700


def make_run_folder() -> None:
    """Make `.run` for us alone to write; the servers' account may pass through it."""
    for folder in (RUN, LOGS, RUN / "mail"):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(RUN, os.W_OK):
        raise Stop(f"{RUN} belongs to another user: run as that user, or delete it.")
    free = shutil.disk_usage(RUN).free // 2**20
    if free < LEAST_FREE_MB:
        raise Stop(f"Only {free} MB are free on the disk under {ROOT}: free at least {LEAST_FREE_MB} MB.")


def anyone_may_pass(path: Path) -> bool:
    """Whether an account without rights can walk to this folder: every folder above lets others through."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def digest_of_run_folder() -> str:
    """Tells the shelters of two checkouts apart."""
    return hashlib.sha256(str(RUN).encode()).hexdigest()[:12]
