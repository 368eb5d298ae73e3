"""`make test`, `make test-e2e`, `make reliability`: pytest on throw-away servers."""

import os
import subprocess
from pathlib import Path

from recognition.clock import now
from recognition.launch import assets, places, throwaway
from recognition.launch.stop import Stop

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PYTEST = [str(places.PYTHON), "-m", "pytest", "-p", "recognition.launch.worker_plugin", "--reuse-db"]
NOTHING_COLLECTED = 5
MOST_WORKERS, MOST_BROWSERS = 8, 4


def test(arguments: list[str]) -> int:
    """Everything that needs no browser, in parallel."""
    return _in_parallel(arguments, MOST_WORKERS)


def e2e(arguments: list[str]) -> int:
    """The browser's tests: each worker has a browser, a site and a database of its own."""
    if not CHROMIUM.exists():
        raise Stop(f"There is no {CHROMIUM}: apt-get install chromium (or name yours in CHROMIUM).")
    assets.fetch()
    return _in_parallel(["-m", "e2e", *arguments], MOST_BROWSERS)


def reliability(arguments: list[str]) -> int:
    """What must hold when things go wrong, with a dated report of the figures."""
    report = places.RUN / "reports" / f"reliability-{now():%Y-%m-%d-%H%M}.md"
    code = _pytest(["-m", "reliability", "--report", str(report), *arguments], 0)
    print(f"The report is in {report}")
    return code


def _in_parallel(arguments: list[str], most: int) -> int:
    workers = max(2, min(os.cpu_count() or 2, most))
    return _pytest(["-n", str(workers), "--dist", "worksteal", *arguments], workers)


def _pytest(arguments: list[str], workers: int) -> int:
    with throwaway.servers(workers=workers) as variables:
        variables |= {"TESTING": "1", "CHROMIUM": str(CHROMIUM)}
        process = subprocess.Popen([*PYTEST, *arguments], env=variables, cwd=places.ROOT)
        try:
            return process.wait()
        except KeyboardInterrupt:
            return process.wait()  # The terminal interrupted pytest too: let it print its summary.
