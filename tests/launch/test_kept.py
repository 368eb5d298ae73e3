"""The servers of `make run`: shared, found again after a kill, and gone after the last who used them."""

import os
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from recognition.launch import kept, places, shelter
from recognition.launch.account import Account
from recognition.launch.processes import read_record

pytestmark = pytest.mark.integration


@pytest.fixture
def checkout(monkeypatch):
    """A `.run` of this test alone, in a folder that nobody else may pass, as root's home is."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        private, outside = Path(folder) / "home", Path(folder) / "outside"
        private.mkdir(mode=0o700)
        outside.mkdir()
        Path(folder).chmod(0o755)
        outside.chmod(0o755)
        monkeypatch.setattr(places, "RUN", private / ".run")
        monkeypatch.setattr(places, "LOGS", private / ".run" / "logs")
        monkeypatch.setattr(shelter, "OUTSIDE", outside)
        for name in ("DATABASE_URL", "REDIS_URL", "CACHE_URL"):
            monkeypatch.delenv(name, raising=False)
        yield private
        kept.stop()


def records():
    home = shelter.find(Account())
    return read_record(home / "postgres.json"), read_record(home / "valkey.json")


def test_both_servers_answer_and_are_gone_afterwards(checkout):
    with kept.servers() as variables:
        with psycopg.connect(variables["DATABASE_URL"]) as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert redis.from_url(variables["REDIS_URL"]).ping()
        postgres, valkey = records()

    assert not postgres.alive
    assert not valkey.alive


def test_a_second_user_shares_them_and_the_first_to_leave_does_not_stop_them(checkout):
    with kept.servers() as first:
        with kept.servers() as second:
            assert second["DATABASE_URL"] == first["DATABASE_URL"]
        postgres, valkey = records()

        assert postgres.alive
        assert valkey.alive


def test_what_a_killed_launcher_left_is_used_again(checkout):
    places.make_run_folder()
    left = kept._with_servers({})

    with kept.servers() as variables:
        assert variables["DATABASE_URL"] == left["DATABASE_URL"]
        postgres, _ = records()

    assert not postgres.alive


def test_data_stays_from_one_start_to_the_next(checkout):
    for statement in ("CREATE TABLE kept (fact text)", "INSERT INTO kept VALUES ('still here')"):
        with kept.servers() as variables, psycopg.connect(variables["DATABASE_URL"]) as connection:
            connection.execute(statement)

    with kept.servers() as variables, psycopg.connect(variables["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT fact FROM kept").fetchone() == ("still here",)


def test_servers_that_are_given_are_taken(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")

    with kept.servers() as variables:
        assert variables["DATABASE_URL"] == "postgres://elsewhere/db"
        assert records() == (None, None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its servers to nobody")
def test_data_outside_goes_with_the_run_folder_that_it_was_made_for(checkout):
    places.make_run_folder()
    home = shelter.find(Account())
    (home / "demonstration-loaded").touch()
    (places.RUN / "shelter").unlink()

    assert not (shelter.find(Account()) / "demonstration-loaded").exists()
