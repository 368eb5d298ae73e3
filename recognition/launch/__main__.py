"""`python -m recognition.launch VERB ...`: what the Makefile calls."""

import signal
import sys
from collections.abc import Callable
from types import FrameType

from recognition.launch import assets, check, command, places, run, screenshots, testing
from recognition.launch.stop import Stop, from_os_error

VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": run.run,
    "manage": command.manage,
    "test": testing.test,
    "e2e": testing.e2e,
    "reliability": testing.reliability,
    "check": check.check,
    "bench": command.bench,
    "screenshots": screenshots.screenshots,
    "assets": assets.main,
    "clean": command.clean,
}


def main(arguments: list[str]) -> int:
    verb = VERBS.get(arguments[0]) if arguments else None
    if not verb:
        print(f"Say one of: {', '.join(VERBS)}", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _as_interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # Under nohup it is meant to go on.
        signal.signal(signal.SIGHUP, _as_interrupt)
    try:
        return verb(arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(from_os_error(error, places.RUN), file=sys.stderr)
    return 1


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    """One way to end, so that every `finally` runs whichever signal came."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
