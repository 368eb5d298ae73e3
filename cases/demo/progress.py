from __future__ import annotations

from typing import TextIO

WIDTH = 30


class Progress:
    """A bar on a terminal's line; where there is no terminal, one line when it is done."""

    def __init__(self, words: str, total: int, stream: TextIO) -> None:
        self.words, self.total, self.stream = words, max(total, 1), stream
        self.done, self.shown = 0, -1

    def step(self) -> None:
        self.done += 1
        share = min(self.done * WIDTH // self.total, WIDTH)
        if share != self.shown and self.stream.isatty():
            self.shown = share
            bar = "#" * share + "." * (WIDTH - share)
            self.stream.write(f"\r{self.words} [{bar}] {self.done}/{self.total}")
            self.stream.flush()

    def end(self) -> None:
        line = f"{self.words}: {self.done}"
        self.stream.write(f"\r{line.ljust(WIDTH + 40)}\n" if self.stream.isatty() else f"{line}\n")
