"""What topics are called in words. Whoever sends messages names theirs when the application starts."""

from __future__ import annotations

from collections.abc import Mapping

_names: dict[str, str] = {}


def name_topics(names: Mapping[str, str]) -> None:
    _names.update(names)


def in_words(topic: str) -> str:
    return _names.get(topic) or topic.replace("_", " ").capitalize()
