"""Why a rule set was not moved."""

from __future__ import annotations


class PublishingError(Exception):
    """The move is refused, and nothing has changed. The message is for the person who asked for it."""


class NotPermitted(PublishingError):
    """The actor may not change the rules at all."""


class WrongState(PublishingError):
    """The rule set is not in a state from which it moves so."""


class SecondPersonNeeded(PublishingError):
    """Who proposed it cannot publish it."""


class LastInForce(PublishingError):
    """Without it, a submission of today would have no version to be judged by."""


class Faulty(PublishingError):
    """It cannot work as it stands. `faults` has the sentences."""

    def __init__(self, sentences: list[str]) -> None:
        self.faults = sentences
        super().__init__(" ".join(sentences))
