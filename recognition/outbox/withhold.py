"""What may not leave any more although it waits. Whoever knows says so when the application starts; the relay asks
about each message that it has claimed, in the transaction in which it sends it."""

from __future__ import annotations

from collections.abc import Callable

from .models import Message

Rule = Callable[[Message], str]
_rules: list[Rule] = []


def withhold(rule: Rule) -> None:
    """`rule` says in words why a message may not leave, and nothing where it may."""
    _rules.append(rule)


def why_withheld(message: Message) -> str:
    return next((why for rule in _rules if (why := rule(message))), "")
