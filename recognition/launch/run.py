"""`make run`: the whole system in the foreground, from servers to browser."""

import os
import subprocess
import urllib.request
from collections.abc import Mapping
from contextlib import suppress

from recognition.launch import assets, kept, places, statics
from recognition.launch.children import Child, first_to_end, stop_all
from recognition.launch.locks import try_alone
from recognition.launch.processes import is_taken, wait_until
from recognition.launch.stop import Stop

LOGINS = ("validator", "assessor", "assessor2", "lead", "manager", "signatory", "auditor", "admin")
CLIENTS = ("demo-company", "other-company")
SLOW_START = 90


def run(arguments: list[str]) -> int:
    port = _port()
    places.make_run_folder()
    handle = try_alone(places.RUN / "run.lock")
    if handle is None:
        raise Stop("It runs here already, in another terminal: stop that one with Ctrl-C first.")
    if is_taken(port):
        raise Stop(f"Port {port} is taken by another program: stop that, or say PORT={port + 1} make run.")
    assets.fetch()
    with kept.servers() as variables:
        variables.setdefault("SERVICE_URL", f"http://127.0.0.1:{port}")
        prepare(variables)
        return serve(port, variables)


def prepare(variables: Mapping[str, str]) -> None:
    """Bring database and files up to date. The demonstration is loaded once, when there is a demonstration."""
    steps = ["migrate --verbosity=0", "load_rule_set", "load_letters"]
    loaded = kept.demonstration_marker(variables)
    demo = variables["DEMO"] == "1" and not loaded.exists()
    if demo:
        steps.append("load_demo")
    stale = statics.are_stale()
    if stale:
        steps.append("collectstatic --noinput --clear --verbosity=0")
    manage = [str(places.PYTHON), "-m", "recognition.launch.prepare", *steps]
    quieter = {"LOG_LEVEL": "WARNING", **variables}
    if subprocess.run(manage, cwd=places.ROOT, env=quieter).returncode:
        raise Stop("The preparation failed: the reason stands above.")
    kept.migrated_marker(variables).touch()
    if demo:
        loaded.touch()
    if stale:
        statics.are_done()


def serve(port: int, variables: Mapping[str, str]) -> int:
    children = [
        Child("web", _gunicorn(port), variables),
        Child("worker", ["celery", "-A", "recognition", "worker", "--concurrency=2", "--without-gossip"], variables),
        Child("beat", ["celery", "-A", "recognition", "beat", "--pidfile="], variables),
    ]
    try:
        print("Starting web, worker and beat ...", flush=True)
        wait_until(lambda: _is_up(port, children) or any(child.code is not None for child in children), SLOW_START)
        if all(child.code is None for child in children):
            print(welcome(port, variables["DEMO"] == "1"), flush=True)
        ended = first_to_end(children)
        print(f"{ended.last_lines()}\n{ended.name} ended by itself (exit {ended.code}); all of it is in {ended.log}")
        return 1
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        stop_all(children)


def welcome(port: int, demo: bool) -> str:
    lines = ["", f"Recognition is at http://127.0.0.1:{port}"]
    if demo:
        lines += [
            f"Sign in as {', '.join(LOGINS)} with the password recognition",
            f"API clients: {', '.join(f'{name} / {name}-secret' for name in CLIENTS)}",
            f"Mails are files in {places.RUN / 'mail'}",
        ]
    return "\n".join([*lines, f"Logs are in {places.LOGS}; Ctrl-C stops everything.", "ready"])


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Stop(f"PORT should be a number from 1 to 65535, and is {given!r}.")
    if int(given) < 1024 and os.geteuid() != 0:
        raise Stop(f"Port {given} is for root alone: say PORT=8000 make run.")
    return int(given)


def _gunicorn(port: int) -> list[str]:
    """Threads, because browsers keep connections open that would each hold a whole worker."""
    options = ["--workers=2", "--threads=4", "--worker-class=gthread", "--graceful-timeout=8", "--no-control-socket"]
    if os.access("/dev/shm", os.W_OK):
        options.append("--worker-tmp-dir=/dev/shm")  # A heartbeat on a slow disk has had workers killed for it.
    return ["gunicorn", "recognition.wsgi", f"--bind=127.0.0.1:{port}", *options]


def _is_up(port: int, children: list[Child]) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        return answer.status == 200 and children[1].said("ready.")
    return False
