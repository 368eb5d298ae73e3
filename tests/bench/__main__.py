"""`make bench`: measures on a database of its own, loads the demonstration into it first, and prints a dated table."""

from __future__ import annotations

import os
import platform
import sys


def main() -> int:
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recognition.settings")
    import django  # Its settings have to be named first.

    django.setup()
    from recognition.clock import now

    from . import moves, pages, rules
    from .demonstration import demonstration
    from .measure import say

    say(f"Measured on {now():%d %B %Y at %H:%M}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f},")
    say(f"Python {platform.python_version()}. Times are medians unless said otherwise.\n")
    for part in (demonstration, rules.determination, rules.replays, pages.pages, moves.moves):
        for figure in part():
            say(str(figure))
    return 0


if __name__ == "__main__":
    sys.exit(main())
