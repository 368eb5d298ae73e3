"""Who looks for malware in a file. Which scanner it is, the setting CLAMD_URL says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Final, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from .clamd import Clamd

NO_SCANNER: Final = "none: files are not scanned"


class Scanner(Protocol):
    @property
    def name(self) -> str: ...

    def scan(self, file: IO[bytes]) -> str:
        """What was found, empty for nothing. Raises `ScannerUnavailable` where that cannot be said now."""


@dataclass(frozen=True, slots=True)
class NullScanner:
    """Finds nothing, because it does not look. Its name stands with every file that it has passed."""

    name: str = NO_SCANNER

    def scan(self, file: IO[bytes]) -> str:
        return ""


def scanner() -> Scanner:
    url = urlsplit(settings.CLAMD_URL)
    if url.scheme == "unix":
        return Clamd(path=url.path)
    if url.scheme == "tcp" and url.hostname:
        return Clamd(host=url.hostname, port=url.port or 3310)
    return NullScanner()
