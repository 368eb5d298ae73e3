"""`python -m recognition.launch.prepare STEP ...`: several management commands for the price of one start of Django."""

import os
import sys
import time


def main(steps: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recognition.settings")
    import django  # Its settings have to be named first.
    from django.core.management import call_command

    django.setup()
    for step in steps:
        name, *arguments = step.split()
        started = time.monotonic()
        print(f"{name} ...", file=sys.stderr, flush=True)
        call_command(name, *arguments)
        if (took := time.monotonic() - started) > 1:
            print(f"{name} took {took:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
