"""load_demo runs where it may, and once."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from cases.management.commands import load_demo
from cases.models import Application
from recognition.accounts.models import User
from tests.cases.journey import Journey


def test_it_refuses_where_there_is_no_demonstration(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_it_leaves_applications_that_are_there_alone(db, settings, capsys):
    settings.DEMO = True
    Journey().drafted()
    people = User.objects.count()

    call_command("load_demo")

    assert "already" in capsys.readouterr().out
    assert Application.objects.count() == 1
    assert User.objects.count() == people


def test_it_says_what_was_loaded_and_sent(db, settings, capsys, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr(load_demo, "load", lambda **_: 60)
    monkeypatch.setattr(load_demo, "send_all", lambda stream: 1047)

    call_command("load_demo")

    assert "60 applications" in capsys.readouterr().out
