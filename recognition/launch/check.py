"""`make check`: every check on a line of its own, and all of them run even when one fails."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from recognition.launch import places

BIN = places.PYTHON.parent
MANAGE = [str(places.PYTHON), "manage.py"]
# As an installation in service would have it, so that `check --deploy` looks at that and not at a demonstration.
AS_IN_SERVICE = {
    "SECRET_KEY": "only-for-check-deploy-and-long-enough-0a1b2c3d4e5f6a7b8c9d0e",
    "ALLOWED_HOSTS": "recognition.example.org",
    "DATABASE_URL": "postgres://recognition:secret@127.0.0.1:1/recognition",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://user:secret@127.0.0.1:587",
    "DEFAULT_FROM_EMAIL": "recognition@example.org",
    "WEBHOOK_KEYS": "Y2hlY2stZGVwbG95LW9ubHktMDEyMzQ1Njc4OWFiY2Q=",
    "CLAMD_URL": "tcp://127.0.0.1:3310",
    "SERVICE_URL": "https://recognition.example.org",
    "HSTS_SUBDOMAINS": "1",
    "DEMO": "0",
    "TESTING": "0",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    in_service: bool = False

    def run(self) -> tuple[bool, float, str]:
        own = AS_IN_SERVICE if self.in_service else {"TESTING": "1"}
        variables = {"LOG_LEVEL": "WARNING", **os.environ, "PYTHONWARNINGS": "ignore", **own}
        started = time.monotonic()
        done = subprocess.run(self.command, cwd=places.ROOT, env=variables, capture_output=True, text=True)
        return done.returncode == 0, time.monotonic() - started, done.stdout + done.stderr


def checks() -> list[Check]:
    templates = [str(path) for path in sorted(places.ROOT.glob("templates/**/*.html"))]
    found = [
        Check("lint (ruff)", [f"{BIN}/ruff", "check", "--output-format=concise", "."]),
        Check("format (ruff)", [f"{BIN}/ruff", "format", "--check", "--output-format=concise", "."]),
        Check("types (mypy)", [f"{BIN}/mypy"]),
        Check("layers (import-linter)", [f"{BIN}/lint-imports", "--no-cache"]),
        Check("sizes, clock, pins", [str(places.PYTHON), "-m", "recognition.launch.rules"]),
        Check("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        Check("settings in service", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], in_service=True),
        Check("workflow drawing", [*MANAGE, "draw_workflow", "--check"]),
        Check("API without a break", [*MANAGE, "compare_api"]),
    ]
    if templates:
        found += [
            Check("templates (djlint)", [f"{BIN}/djlint", "templates", "--lint"]),
            Check("templates (djade)", [f"{BIN}/djade", "--target-version", "5.2", "--check", *templates]),
        ]
    return found


def check(arguments: list[str]) -> int:
    """Words among the arguments choose the checks whose names have them."""
    wanted = [one for one in checks() if not arguments or any(word in one.name for word in arguments)]
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for one, (passed, took, said) in zip(wanted, pool.map(Check.run, wanted), strict=True):
            print(f"{'pass' if passed else 'FAIL'}  {one.name}  ({took:.1f} s)", flush=True)
            if not passed:
                failed.append(one.name)
                print("\n".join(f"      {line}" for line in said.strip().splitlines()[-200:]), flush=True)
    print(f"{len(failed)} of {len(wanted)} failed: {', '.join(failed)}" if failed else f"All {len(wanted)} pass.")
    return 1 if failed else 0
