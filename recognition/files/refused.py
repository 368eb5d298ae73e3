from __future__ import annotations


class FileRefused(Exception):
    """A file that is not taken. `rule` is the code of the reason, `why` says what is wrong with it and what to do."""

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(why)
        self.rule = rule
        self.why = why
