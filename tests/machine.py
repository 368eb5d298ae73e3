"""What a figure was measured on, for the head of a report: a number means nothing without its machine."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

import celery
import django
import psycopg
import redis
from django.conf import settings

from recognition.clock import now

ROOT = Path(__file__).parent.parent


def heading(title: str) -> list[str]:
    moment = now()
    return [
        f"# {title}, {moment:%d %B %Y}",
        "",
        f"Measured on {moment:%d %B %Y at %H:%M} at {_commit()}.",
        f"{_processor()}, {os.cpu_count()} processors, {_memory()}, load {os.getloadavg()[0]:.1f}; {_system()}.",
        f"Python {platform.python_version()}, Django {django.__version__}, Celery {celery.__version__}, "
        f"PostgreSQL {_postgres()}, {_broker()}.",
        "",
    ]


def _commit() -> str:
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return f"commit {done.stdout.strip()}" if done.returncode == 0 else "a copy without its history"


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal"):
            return f"{int(line.split()[1]) / 2**20:.1f} GiB of memory"
    return "memory unknown"


def _system() -> str:
    for line in _lines("/etc/os-release"):
        if line.startswith("PRETTY_NAME="):
            return f"{line.partition('=')[2].strip().strip(chr(34))}, kernel {platform.release()}"
    return platform.platform()


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []


def _postgres() -> str:
    """Asked beside Django, which lets nobody at a database after the tests."""
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres") as connection:
        return connection.info.parameter_status("server_version") or "of unknown version"


def _broker() -> str:
    info = redis.Redis.from_url(settings.REDIS_URL).info("server")
    return f"{info.get('server_name', 'redis').capitalize()} {info.get('valkey_version') or info['redis_version']}"
