"""Whether this process can serve: asked by load balancers and compose, so it says nothing but yes or no."""

import contextlib

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok", or 503 with the name of what does not answer."""
    missing = [name for name, answers in (("database", database_answers), ("cache", cache_answers)) if not answers()]
    if missing:
        return HttpResponse(f"no answer: {', '.join(missing)}\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def database_answers() -> bool:
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return True
    return False


def cache_answers() -> bool:
    with contextlib.suppress(RedisError, OSError):
        cache.get("healthz")
        return True
    return False
