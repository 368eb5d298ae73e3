"""The product's Celery app for the processes of `make reliability`: `celery -A tests.reliability.app worker`.

The environment may say where a worker kills itself, as `kill -9` would, and how often beat wakes the tasks. Nothing
else differs from `recognition.celery`.

KILL_AT=after_send KILL_ON=20: at that step of its 20th message; with KILL_RELAY=webhooks, of its 20th delivery.
BEAT_SECONDS=2: beat wakes relay and sweep each two seconds.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from recognition.celery import app

STEPS = ("before_claim", "after_claim", "before_send", "after_send", "after_mark")


def _quicken(seconds: float) -> None:
    schedule = app.conf.beat_schedule
    app.conf.beat_schedule = {
        name: {"task": schedule[name]["task"], "schedule": seconds}
        for name in ("relay-outbox", "relay-webhooks", "sweep-cases")
    }


def _kill_at(step: str, on: int) -> None:
    target, name = _webhook_steps()[step] if os.environ.get("KILL_RELAY") == "webhooks" else _mail_steps()[step]
    setattr(target, name, _killing(getattr(target, name), on, before=step != "after_mark"))


def _mail_steps() -> dict[str, tuple[Any, str]]:
    from recognition.outbox import relay  # The app's settings have to be there first.
    from recognition.outbox.server import MailServer

    return {
        "before_claim": (relay, "relay_one"),
        "after_claim": (relay, "_send"),
        "before_send": (MailServer, "_send"),
        "after_send": (relay, "_mark_sent"),
        "after_mark": (relay, "_mark_sent"),
    }


def _webhook_steps() -> dict[str, tuple[Any, str]]:
    from recognition.webhooks import relay  # The app's settings have to be there first.

    return {
        "before_claim": (relay, "relay_one"),
        "after_claim": (relay, "_call"),
        "before_send": (relay, "call"),
        "after_send": (relay, "_mark"),
        "after_mark": (relay, "_mark"),
    }


def _killing(act: Callable[..., Any], on: int, *, before: bool) -> Callable[..., Any]:
    done = 0

    def acted(*args: Any, **given: Any) -> Any:
        nonlocal done
        done += 1
        if before and done == on:
            _kill()
        result = act(*args, **given)
        if done == on:
            _kill()
        return result

    return acted


def _kill() -> None:
    """The worker and its children at once: the launcher gave them a group of their own."""
    os.killpg(os.getpgrp(), signal.SIGKILL)


if "BEAT_SECONDS" in os.environ:
    app.on_after_finalize.connect(lambda **_: _quicken(float(os.environ["BEAT_SECONDS"])), weak=False)
    _quicken(float(os.environ["BEAT_SECONDS"]))
if "KILL_AT" in os.environ:
    app.on_after_finalize.connect(lambda **_: _kill_at(os.environ["KILL_AT"], int(os.environ["KILL_ON"])), weak=False)
