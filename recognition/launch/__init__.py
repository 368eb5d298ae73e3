"""The launcher behind the Makefile: servers of its own, set-up, and the processes of a demonstration.

It serves trying out, tests and development. An installation in service brings its own PostgreSQL and Redis
(see docker-compose.yml) and needs nothing of this package.
"""
