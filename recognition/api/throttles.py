"""How much one client may ask in a minute."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from recognition.clock import now

if TYPE_CHECKING:  # the framework's views name this class in their own body
    from rest_framework.views import APIView

WINDOW = 60
log = structlog.get_logger(__name__)


class PerMinute(BaseThrottle, ABC):
    """Requests are counted in the cache, a minute at a time. Without a cache nobody is held up: a limit protects the
    service, and must not be what stops it."""

    def __init__(self) -> None:
        self.left_seconds = WINDOW

    def allow_request(self, request: Request, view: APIView) -> bool:
        second = int(now().timestamp())
        self.left_seconds = WINDOW - second % WINDOW
        try:
            return _count(f"api-calls:{self.who(request)}:{second // WINDOW}") <= self.limit()
        except (RedisError, OSError):
            log.warning("throttle_without_cache")
            return True

    def wait(self) -> float:
        return float(self.left_seconds)

    @abstractmethod
    def who(self, request: Request) -> str:
        """Whose calls are counted."""

    @abstractmethod
    def limit(self) -> int:
        """How many a minute."""


class PerClient(PerMinute):
    def who(self, request: Request) -> str:
        return str(request.auth.application_id)

    def limit(self) -> int:
        return settings.API_REQUESTS_PER_MINUTE


class PerAddress(PerMinute):
    """For the token, where nobody is known yet: a guess costs us a slow hash."""

    def who(self, request: Request) -> str:
        return f"address:{self.get_ident(request)}"

    def limit(self) -> int:
        return settings.API_TOKENS_PER_MINUTE


def _count(key: str) -> int:
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it went between the two
        return 1
