"""A PostgreSQL of our own: a folder of data, a process on a free port of the loopback, no socket file, no password.

It is for trying out, tests and development. Whoever has an account on the machine may read it.
"""

import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path

import psycopg

from recognition.launch.account import Account
from recognition.launch.processes import Recorded, born, ends_with_us, free_port, wait_until
from recognition.launch.stop import Stop

OWNER = "recognition"
KEPT = {"max_connections": "100", "shared_buffers": "256MB"}
# Quicker by half. If the machine itself fails, a demonstration may lose its last moment, and nothing else.
DEMONSTRATION = {**KEPT, "synchronous_commit": "off"}
# For data that nobody will miss: nothing is forced to the disk, nothing tidies up.
THROW_AWAY = {
    **KEPT,
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}


def url(port: int, database: str = OWNER) -> str:
    return f"postgres://{OWNER}@127.0.0.1:{port}/{database}"


def make_cluster(programs: Path, data: Path, account: Account, *, quick: bool = False) -> None:
    """`initdb` beside the final place and a rename, so that one that was interrupted leaves nothing half made."""
    making = data.with_name(f"{data.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    account.make_folder(making)
    command = [
        str(programs / "initdb"),
        "-D",
        str(making),
        "-U",
        OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    done = subprocess.run(
        [*command, *(["--no-sync"] if quick else [])], capture_output=True, text=True, **account.popen_options()
    )
    if done.returncode:
        raise Stop(f"The database's folder could not be made: {last_line(done.stderr)}")
    making.rename(data)


def start(
    programs: Path, data: Path, log: Path, account: Account, settings: dict[str, str], *, bound: bool = False
) -> Recorded:
    """Start the server and wait until it answers. A port that another took meanwhile is not the end: try the next.

    A bound server ends with this process; another goes on until somebody stops it.
    """
    for _ in range(3):
        port = free_port()
        process = _spawn(programs, data, log, account, {**settings, "port": str(port)}, bound=bound)
        recorded = Recorded(process.pid, port, born(process.pid))
        wait_until(lambda: not recorded.alive or accepts(port), 60)  # noqa: B023 - used up within the turn
        if recorded.alive and accepts(port):
            return recorded
        recorded.stop(signal.SIGINT)
    raise Stop(f"PostgreSQL does not start: {last_line(log.read_text())} (all of it is in {log})")


def _spawn(
    programs: Path, data: Path, log: Path, account: Account, settings: dict[str, str], *, bound: bool
) -> "subprocess.Popen[bytes]":
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", **settings}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as out:
        return subprocess.Popen(
            [programs / "postgres", "-D", data, *options],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # A Ctrl-C in the terminal must reach us, not it.
            # At SIGTERM it would wait for everyone to leave; at SIGINT it ends their sessions.
            preexec_fn=partial(ends_with_us, signal.SIGINT) if bound else None,
            **account.popen_options(),
        )


def accepts(port: int) -> bool:
    try:
        psycopg.connect(url(port, "postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(port: int, name: str, *, like: str = "template0") -> None:
    """Make the database unless it is there. A copy of a small one is quicker as files than through the log."""
    with psycopg.connect(url(port, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}" STRATEGY file_copy')  # type: ignore[call-overload]


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
