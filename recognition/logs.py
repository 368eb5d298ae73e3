"""Structured logs: one JSON object a line for machines, or aligned columns for the person who tries it out."""

import re
from typing import Any

import structlog

SECRET_ADDRESS = re.compile(r"(/calendar/feed/)[^\s/?]+")


def without_secrets(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """A calendar's address is its key, and every line about a request names its address."""
    return {
        key: SECRET_ADDRESS.sub(r"\1...", value) if isinstance(value, str) else value for key, value in event.items()
    }


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    structlog.processors.UnicodeDecoder(),
    without_secrets,
]


def configure_structlog() -> None:
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_settings(level: str, *, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING. Everything goes to standard error; where it is kept is the platform's affair."""
    last = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": structlog.stdlib.ProcessorFormatter, "processor": last, "foreign_pre_chain": SHARED},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own lines of a served request: django-structlog writes them, with who and which.
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "django": {"handlers": [], "level": level, "propagate": True},
        },
    }
