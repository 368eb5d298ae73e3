"""`make run` as people meet it: what is in the way is said in one line, and the end leaves nothing behind."""

import os
import signal
import socket
import subprocess
import time

import pytest

from recognition.launch import places, run
from recognition.launch.children import Child, stop_all
from recognition.launch.locks import try_alone
from recognition.launch.processes import free_port, wait_until
from recognition.launch.stop import Stop


@pytest.fixture
def run_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "RUN", tmp_path / ".run")
    monkeypatch.setattr(places, "LOGS", tmp_path / ".run" / "logs")
    places.make_run_folder()
    return places.RUN


@pytest.mark.unit
def test_a_taken_port_is_named_with_the_remedy(run_folder, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(Stop, match=rf"Port {port} is taken .* PORT={port + 1} make run"):
            run.run([])


@pytest.mark.unit
@pytest.mark.parametrize("given", ["abc", "0", "70000", ""])
def test_a_port_that_is_none_is_refused(run_folder, monkeypatch, given):
    monkeypatch.setenv("PORT", given)

    with pytest.raises(Stop, match="PORT should be a number"):
        run.run([])


@pytest.mark.unit
def test_a_second_run_of_one_checkout_is_refused(run_folder):
    handle = try_alone(run_folder / "run.lock")

    with pytest.raises(Stop, match="runs here already"):
        run.run([])

    os.close(handle)


@pytest.mark.unit
def test_a_full_disk_is_named_with_the_remedy(run_folder, monkeypatch):
    monkeypatch.setattr(places, "LEAST_FREE_MB", 10**12)

    with pytest.raises(Stop, match="MB are free on the disk"):
        places.make_run_folder()


@pytest.mark.unit
def test_a_stopped_child_leaves_no_process(run_folder):
    port = free_port()
    child = Child("web", ["http.server", str(port), "--bind", "127.0.0.1"], os.environ)
    wait_until(lambda: child.said("Serving"), 10)

    stop_all([child])

    assert child.code is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))


@pytest.mark.reliability
def test_the_second_start_takes_less_than_15_seconds_and_ends_clean(tmp_path):
    port = free_port()
    variables = {"PATH": os.environ["PATH"], "PORT": str(port), "RUN_DIR": str(tmp_path), "HOME": str(tmp_path)}
    try:
        took = [start_and_stop(variables) for _ in range(2)]
    finally:
        subprocess.run([str(places.PYTHON), "-m", "recognition.launch", "clean"], cwd=places.ROOT, env=variables)

    assert took[1] < 15, f"first start {took[0]:.1f} s, second {took[1]:.1f} s"
    assert not subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True).stdout


def start_and_stop(variables: dict[str, str]) -> float:
    command = [str(places.PYTHON), "-m", "recognition.launch", "run"]
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=places.ROOT, env=variables, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.strip() == "ready":
            break
    took = time.monotonic() - started
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    return took
