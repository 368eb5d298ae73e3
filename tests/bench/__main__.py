"""`make bench`: measures on a database of its own and prints a dated table.

The demonstration comes first; then cases are loaded up to each size, and the same steps are measured at each.
"""

from __future__ import annotations

import os
import sys

SIZES = [1_000, 100_000]


def main(arguments: list[str]) -> int:
    if not all(one.isdecimal() and int(one) > 60 for one in arguments):
        sys.stderr.write(
            'Give sizes as numbers of cases above the demonstration\'s 60: make bench ARGS="1000 100000"\n'
        )
        return 2
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recognition.settings")
    import django  # Its settings have to be named first.

    django.setup()
    from tests.machine import heading

    from . import growth, rules, simulation, sweep
    from .demonstration import demonstration
    from .measure import say

    say("\n".join(heading("Bench")))
    say("Times are medians unless said otherwise.\n")
    sizes = sorted(map(int, arguments)) or SIZES
    for part in (
        demonstration,
        rules.determination,
        rules.replays,
        lambda: growth.at_sizes(sizes),
        sweep.claims,
        simulation.simulation,
    ):
        for figure in part():
            say(str(figure))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
