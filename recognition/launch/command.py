"""`make manage CMD="..."`, `make bench`, `make clean`."""

import shutil
import subprocess
import sys
from collections.abc import Mapping

from recognition.launch import kept, places, shelter, template, throwaway
from recognition.launch.account import Account
from recognition.launch.locks import alone, try_alone
from recognition.launch.stop import Stop

NEEDS_NO_TABLES = {"migrate", "makemigrations", "check", "showmigrations", "sqlmigrate", "dbshell", "help"}


def manage(arguments: list[str]) -> int:
    """A management command on the servers of `make run`, with tables and the shipped rules there for it."""
    if not arguments:
        raise Stop('Say which command: make manage CMD="verify_record" (CMD=help lists them).')
    with kept.servers() as variables:
        migrated = kept.migrated_marker(variables)
        if not migrated.exists() and arguments[0] not in NEEDS_NO_TABLES:
            _prepare(["migrate --verbosity=0", "load_rule_set", "load_letters"], variables)
            migrated.touch()
        return _wait([str(places.PYTHON), "manage.py", *arguments], variables)


def bench(arguments: list[str]) -> int:
    """The measurements, on a database of their own that writes to the disk."""
    with throwaway.servers(durable=True) as variables:
        variables["DEMO"] = "1"
        variables["DATABASE_URL"] = variables["DATABASE_URL"].rpartition("/")[0] + f"/{template.DATABASE}"
        _prepare(["load_rule_set", "load_letters"], variables)
        return _wait([str(places.PYTHON), "-m", "tests.bench", *arguments], variables)


def clean(arguments: list[str]) -> int:
    """Stop the servers and delete what the demonstration has stored."""
    places.make_run_folder()
    if try_alone(places.RUN / "run.lock") is None:
        raise Stop("It runs here, in another terminal: stop that one with Ctrl-C first.")
    with alone(places.RUN / "servers.lock"):
        kept.stop()
        shutil.rmtree(shelter.find(Account()), ignore_errors=True)
    shutil.rmtree(places.RUN)
    return 0


def _prepare(steps: list[str], variables: Mapping[str, str]) -> None:
    command = [str(places.PYTHON), "-m", "recognition.launch.prepare", *steps]
    # Its progress is no part of the command's own output, which may be read by another program.
    environment = {"LOG_LEVEL": "WARNING", **variables}
    if subprocess.run(command, cwd=places.ROOT, env=environment, stdout=sys.stderr).returncode:
        raise Stop("The preparation failed: the reason stands above.")


def _wait(command: list[str], variables: Mapping[str, str]) -> int:
    process = subprocess.Popen(command, cwd=places.ROOT, env=dict(variables))
    try:
        return process.wait()
    except KeyboardInterrupt:
        return process.wait()  # The terminal interrupted it too: let it end in its own way.
