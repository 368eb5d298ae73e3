"""The servers that `make run` and `make manage` share: started by the first, stopped by the last."""

import hashlib
import os
import secrets
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recognition.env import with_file
from recognition.launch import places, postgres, programs, shelter, valkey
from recognition.launch.account import Account
from recognition.launch.locks import Use, alone
from recognition.launch.processes import read_record


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """The environment for Django, with servers of ours behind it unless the environment names others."""
    places.make_run_folder()
    given = with_file(dict(os.environ), places.ROOT / ".env")
    gate = places.RUN / "servers.lock"
    use = Use(places.RUN / "servers.used")
    try:
        with alone(gate):
            variables = _with_servers(given)
        yield variables
    finally:
        with alone(gate):
            if use.leave():
                stop()


def _with_servers(given: Mapping[str, str]) -> dict[str, str]:
    variables = {"DEMO": "1", "SECRET_KEY": _secret_key(), "RUN_DIR": str(places.RUN), **given}
    if "DATABASE_URL" not in given:
        variables["DATABASE_URL"] = _database()
    if "REDIS_URL" not in given:
        variables["REDIS_URL"] = _broker()
    return variables


def _secret_key() -> str:
    """Each checkout makes its own, so that no demonstration can be signed in to with a key out of the source."""
    path = places.RUN / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def _database() -> str:
    account = Account()
    home = shelter.find(account)
    record = home / "postgres.json"
    recorded = read_record(record)
    if not recorded:
        folder = programs.postgres_folder(account, home)
        data = home / "postgres"
        if not data.exists():
            print("Making the database ...", file=sys.stderr, flush=True)
            postgres.make_cluster(folder, data, account)
        recorded = postgres.start(folder, data, places.LOGS / "postgres.log", account, postgres.DEMONSTRATION)
        recorded.write(record)
    postgres.make_database(recorded.port, postgres.OWNER)
    return postgres.url(recorded.port)


def _broker() -> str:
    account = Account()
    home = shelter.find(account)
    record = home / "valkey.json"
    recorded = read_record(record)
    if not recorded:
        program = programs.valkey_program(account, home)
        folder = account.make_folder(home / "valkey")
        recorded = valkey.start(program, folder, places.LOGS / "valkey.log", account, kept=True)
        recorded.write(record)
    return valkey.url(recorded.port)


def demonstration_marker(variables: Mapping[str, str]) -> Path:
    """A file that says that this database has the demonstration. It goes when the database's folder goes."""
    return _marker("demonstration-loaded", variables["DATABASE_URL"])


def migrated_marker(variables: Mapping[str, str]) -> Path:
    """A file that says that this database has tables at all."""
    return _marker("migrated", variables["DATABASE_URL"])


def _marker(what: str, database_url: str) -> Path:
    """Ours is known by its place, since its port changes; another by its address."""
    home = shelter.find(Account())
    server = read_record(home / "postgres.json")
    if server and database_url == postgres.url(server.port):
        return home / what
    return places.RUN / f"{what}-{hashlib.sha256(database_url.encode()).hexdigest()[:12]}"


def stop() -> None:
    """Stop what runs, also what an earlier launcher that was killed has left."""
    home = shelter.find(Account())
    for name, how in (("valkey.json", signal.SIGTERM), ("postgres.json", signal.SIGINT)):
        if recorded := read_record(home / name):
            recorded.stop(how)
        (home / name).unlink(missing_ok=True)
