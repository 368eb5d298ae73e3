"""Makes the virtual environment. It runs before there is one, so it imports only the standard library."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
INNER = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements.txt"
STAMP = VENV / "made-from"
LEAST_FREE_MB = 1500


def main() -> None:
    with only_one_at_a_time():
        if INNER.exists() and read(STAMP) == fingerprint():
            return
        check_disk()
        make_environment()
        install()
        STAMP.write_text(fingerprint())


def fingerprint() -> str:
    """Changes with the pins and with the place: an environment that was moved does not work."""
    return f"{hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()} {ROOT}"


def only_one_at_a_time() -> IO[str]:
    """The lock's file. It holds until the file is closed, which the end of the process does too."""
    folder = ROOT / ".run"
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / "bootstrap.lock").open("a")
    except OSError as error:
        stop(f"{folder} cannot be written ({error.strerror}): run as the user it belongs to, or delete it")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another make is setting up here: waiting for it ...", file=sys.stderr, flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def check_disk() -> None:
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < LEAST_FREE_MB:
        stop(f"Only {free} MB are free on the disk under {ROOT}: free at least {LEAST_FREE_MB} MB.")


def make_environment() -> None:
    """Without pip, because Debian's Python may come without ensurepip: the pip outside installs into it."""
    if INNER.exists() and read(STAMP).endswith(f" {ROOT}"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making the virtual environment in .venv ...", file=sys.stderr, flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        stop(f"Python cannot make a virtual environment ({reason[-1]}): apt-get install python3-venv")


def pip() -> list[str]:
    """The command that installs into the environment."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(INNER)]
    if succeeds(INNER, "-m", "pip", "--version") or succeeds(INNER, "-m", "ensurepip"):
        return [str(INNER), "-m", "pip"]
    outside = shutil.which("python3", path="/usr/bin")
    if not outside or not succeeds(outside, "-m", "pip", "--version"):
        stop("Python has neither pip nor ensurepip: apt-get install python3-pip")
    return [outside, "-m", "pip", "--python", str(INNER)]


def succeeds(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def install() -> None:
    """Install the pins by their hashes, counting packages so that a long silence is not taken for a stop."""
    total = sum("==" in line and line[0] not in "# " for line in REQUIREMENTS.read_text().splitlines() if line)
    print(f"Installing {total} packages from requirements.txt (a minute or two) ...", file=sys.stderr, flush=True)
    command = [*pip(), "install", "--require-hashes", "--no-input", "--progress-bar=off", "-r", str(REQUIREMENTS)]
    variables = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=variables)
    faults = watch(process, total)
    if process.wait():
        stop(f"The packages could not be installed: {remedy(faults)}")


def watch(process: "subprocess.Popen[str]", total: int) -> str:
    """Show how far pip is; give back what it complained of."""
    faults, found = [], 0
    for line in process.stdout or ():
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            found += 1
            if found % 20 == 0:
                print(f"  {found} of about {total} packages found", file=sys.stderr, flush=True)
        elif line.startswith("Installing collected"):
            print("  putting them in place ...", file=sys.stderr, flush=True)
        elif line.startswith("ERROR"):
            faults.append(line.strip())
    return " ".join(faults)


def remedy(faults: str) -> str:
    if "No space left" in faults:
        return f"the disk is full; free {LEAST_FREE_MB} MB and run it again."
    if "DO NOT MATCH THE HASHES" in faults:
        return f"{faults} (a package is not the one that requirements.txt pins: do not use it)"
    return f"{faults or 'pip gave no reason'} (can pip reach its package index from here?)"


def read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
