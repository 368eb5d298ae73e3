"""A pytest plugin that gives each parallel worker databases of its own in the one Valkey.

It is named on the command line, because settings are read before any conftest is.
"""

import os

NUMBER = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")

if NUMBER.isdigit() and "REDIS_URL" in os.environ:
    server = os.environ["REDIS_URL"].rsplit("/", 1)[0]
    os.environ["REDIS_URL"] = f"{server}/{2 + 2 * int(NUMBER)}"
    os.environ["CACHE_URL"] = f"{server}/{3 + 2 * int(NUMBER)}"
