"""Measurements, not tests: `make bench` prints them in a table. A machine decides the times, so none is asserted."""
