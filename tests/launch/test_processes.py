"""A process in a record is found again, and another with its number is not taken for it."""

import os
import signal
import socket
import subprocess

import pytest

from recognition.launch.processes import Recorded, born, is_taken, read_record

pytestmark = pytest.mark.unit


@pytest.fixture
def sleeper():
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()


def test_a_recorded_process_is_found_again(sleeper, tmp_path):
    Recorded(sleeper.pid, 5432, born(sleeper.pid)).write(tmp_path / "record")

    assert read_record(tmp_path / "record").pid == sleeper.pid


def test_a_later_process_with_the_same_number_is_not_the_one_recorded(tmp_path):
    Recorded(os.getpid(), 5432, "1").write(tmp_path / "record")

    assert read_record(tmp_path / "record") is None


def test_a_torn_record_counts_as_none(tmp_path):
    (tmp_path / "record").write_text('{"pid": 1')

    assert read_record(tmp_path / "record") is None


def test_stop_leaves_no_process(sleeper):
    recorded = Recorded(sleeper.pid, 0, born(sleeper.pid))

    recorded.stop(signal.SIGTERM)

    assert not recorded.alive


def test_a_taken_port_is_seen():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        assert is_taken(other.getsockname()[1])
