#!/usr/bin/env python
"""The management commands. `make manage CMD="..."` runs them against the services of `make run`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recognition.settings")
    from django.core.management import execute_from_command_line  # Django has to see the line above first.

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
