"""The typed environment: loud where production lacks something, quiet where a demonstration does."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from recognition.env import Environment, with_file

pytestmark = pytest.mark.unit


def test_production_is_told_of_every_fault_at_once_with_its_remedy():
    env = Environment({"PORTS": "many"})
    env.needed("SECRET_KEY", stand_in="x", remedy="make one")
    env.needed("ALLOWED_HOSTS", stand_in="y", remedy="give the names")
    env.number("PORTS", 1)

    with pytest.raises(ImproperlyConfigured) as refused:
        env.refuse_if_faulty()

    for part in (
        "SECRET_KEY is not set: make one",
        "ALLOWED_HOSTS is not set: give the names",
        "PORTS should be a whole",
    ):
        assert part in str(refused.value)


def test_a_stand_in_left_in_place_is_as_bad_as_none():
    env = Environment({"SECRET_KEY": "x"})
    env.needed("SECRET_KEY", stand_in="x", remedy="make one")

    with pytest.raises(ImproperlyConfigured, match="still the stand-in"):
        env.refuse_if_faulty()


@pytest.mark.parametrize("mode", ["DEMO", "TESTING"])
def test_trying_out_and_testing_need_no_setting(mode):
    env = Environment({mode: "1"})

    assert env.needed("SECRET_KEY", stand_in="x", remedy="") == "x"
    env.refuse_if_faulty()


def test_an_address_that_cannot_be_read_is_named():
    env = Environment({"DATABASE_URL": "sqlite:///here", "EMAIL_URL": "pigeon://loft"})
    env.database("DATABASE_URL", stand_in="", remedy="give postgres://...")
    env.mail("EMAIL_URL", stand_in="", remedy="give smtp://...")

    with pytest.raises(ImproperlyConfigured, match=r"(?s)DATABASE_URL is not the address.*EMAIL_URL is not an address"):
        env.refuse_if_faulty()


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / ".env").write_text("A=from-file\nB=from-file\n")

    assert with_file({"A": "given"}, tmp_path / ".env") == {"A": "given", "B": "from-file"}


def test_without_a_file_the_environment_is_all(tmp_path):
    assert with_file({"A": "given"}, tmp_path / ".env") == {"A": "given"}


@pytest.mark.parametrize(
    "url",
    ["", "imaps://reader:p%40ss@mail.example.org/INBOX", "imap://127.0.0.1:1143/INBOX", "maildir:///var/mail/box"],
)
def test_a_mailbox_is_named_by_its_address_or_not_at_all(url):
    env = Environment({"BOUNCE_MAILBOX": url})

    assert env.mailbox("BOUNCE_MAILBOX", remedy="give one") == url
    env.refuse_if_faulty()


@pytest.mark.parametrize(
    "url", ["mail.example.org", "imaps://mail.example.org", "pop3://mail.example.org/INBOX", "maildir://"]
)
def test_what_is_no_mailbox_is_refused_at_start(url):
    env = Environment({"BOUNCE_MAILBOX": url})
    env.mailbox("BOUNCE_MAILBOX", remedy="give imaps://")

    with pytest.raises(ImproperlyConfigured, match="BOUNCE_MAILBOX is not the address of a mailbox: give imaps://"):
        env.refuse_if_faulty()
