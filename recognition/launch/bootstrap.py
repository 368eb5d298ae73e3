"""Makes the virtual environment. It runs before there is one, by whatever Python make found.

So it imports only the standard library, and its syntax is old enough that an old Python can say it is too old.
"""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
REQUIREMENTS = os.path.join(ROOT, "requirements.txt")
STAMP = os.path.join(VENV, ".made-from")
LEAST = (3, 11)
LEAST_FREE_MB = 1500


def main():
    if sys.version_info < LEAST:
        stop(
            "This is Python %d.%d, and Recognition needs 3.11 or later: apt-get install python3.11, "
            "or say make PYTHON=/path/to/python3.11" % sys.version_info[:2]
        )
    with only_one_at_a_time():
        wanted = fingerprint()
        if read(STAMP) == wanted and os.path.exists(os.path.join(VENV, "bin", "python")):
            return
        check_disk()
        make_environment()
        install()
        with open(STAMP, "w") as stamp:
            stamp.write(wanted)


def fingerprint():
    """Changes with the pins and with the place: an environment that was moved does not work."""
    with open(REQUIREMENTS, "rb") as pins:
        return "%s %s" % (hashlib.sha256(pins.read()).hexdigest(), ROOT)


def only_one_at_a_time():
    import fcntl  # Not on Windows; there the message about it should come from make's missing, not from here.

    folder = os.path.join(ROOT, ".run")
    try:
        os.makedirs(folder, exist_ok=True)
        lock = open(os.path.join(folder, "bootstrap.lock"), "a")
    except OSError:
        stop("%s cannot be written: run as the user it belongs to, or delete %s" % (ROOT, folder))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("Another make is setting up here: waiting for it ...")
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def check_disk():
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < LEAST_FREE_MB:
        stop("Only %d MB are free on the disk under %s: free at least %d MB." % (free, ROOT, LEAST_FREE_MB))


def make_environment():
    """Debian's Python may come without ensurepip: then the pip outside installs into the environment."""
    if os.path.exists(os.path.join(VENV, "bin", "python")) and read(STAMP).endswith(ROOT):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making the virtual environment in .venv ...")
    done = subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], capture_output=True, text=True)
    if done.returncode:
        stop("Python cannot make a virtual environment (%s): apt-get install python3-venv" % last_line(done.stderr))


def pip():
    """The command that installs into the environment."""
    inner = os.path.join(VENV, "bin", "python")
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return [sys.executable, "-m", "pip", "--python", inner]
    if subprocess.run([inner, "-m", "ensurepip"], capture_output=True).returncode == 0:
        return [inner, "-m", "pip"]
    stop("Python has neither pip nor ensurepip: apt-get install python3-pip")


def install():
    """Install the pins by their hashes, counting packages so that a long silence is not taken for a stop."""
    with open(REQUIREMENTS) as pins:
        total = sum(1 for line in pins if "==" in line and not line.startswith(("#", " ")))
    print("Installing %d packages from requirements.txt (a minute or two) ..." % total)
    command = pip() + ["install", "--require-hashes", "--no-input", "-r", REQUIREMENTS]
    variables = dict(os.environ, PIP_ROOT_USER_ACTION="ignore", PIP_DISABLE_PIP_VERSION_CHECK="1")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=variables)
    faults, found = [], 0
    for line in process.stdout:
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            found += 1
            if found % 20 == 0:
                print("  %d of about %d packages found" % (found, total), flush=True)
        elif line.startswith("Installing collected"):
            print("  putting them in place ...", flush=True)
        elif line.startswith("ERROR"):
            faults.append(line.strip())
    if process.wait():
        stop("The packages could not be installed: %s" % remedy(faults))


def remedy(faults):
    text = " ".join(faults) or "pip gave no reason"
    if "No space left" in text:
        return "the disk is full; free %d MB and run it again." % LEAST_FREE_MB
    if "hash" in text.lower():
        return text + " (a package is not the one that requirements.txt pins: do not use it)"
    return text + " (is there a way to the package index from here?)"


def last_line(text):
    return (text.strip().splitlines() or ["no reason given"])[-1]


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except (IOError, OSError):
        return ""


def stop(message):
    print(message, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
