from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cases.replay.play import replay
from cases.replay.scenario import ScenarioError, day_at, read
from recognition.clock import today


class Command(BaseCommand):
    help = "Play scenarios through the operations, store nothing, and print what comes of each as JSON, one a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.json")
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day on which the output is true")

    def handle(self, *args: Any, files: list[Path], as_of: str | None, **options: Any) -> None:
        try:
            day = day_at(as_of, "--as-of") if as_of else None
            answers = [_play(path, day) for path in files]
        except ScenarioError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        for answer in answers:
            self.stdout.write(json.dumps(answer, indent=2 if len(answers) == 1 else None, ensure_ascii=False))


def _play(path: Path, day: date | None) -> dict[str, object]:
    scenario = read(path)
    try:
        return replay(scenario, today=today(), as_of=day)
    except ScenarioError as error:
        raise ScenarioError(f"{path}: {error}") from error
