"""Requests that are wrong in their bytes: made at random from a seed, and so the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from .url_map import Call

KINDS = ("text/plain", "application/xml", "image/svg+xml", "application/x-www-form-urlencoded", "", "x", "a/b/c;;=")


NUL_INSIDE = b'{"reason": "a\\u0000b"}'


@dataclass(frozen=True)
class Sent:
    """One request; `certain` says that nothing but a refusal can be right."""

    what: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    query: str = ""
    certain: bool = True


def malformed(call: Call, random: Random) -> Sent:
    ways = [way for way in (BODIES if call.method in ("POST", "PATCH") else ()) if call.name != "api-documents"]
    return random.choice([*ways, *EVERYWHERE])(call, random)


def _valid(call: Call) -> bytes:
    return json.dumps(call.body).encode() if not isinstance(call.body, bytes) else b"{}"


def _bad_utf8(call: Call, random: Random) -> Sent:
    body = bytearray(_valid(call)[:-1] + b', "x": "y"}')
    body[random.randrange(len(body) - 1) :] += bytes([random.choice((0xC3, 0xFF, 0xFE, 0xED, 0x80))]) + b'"}'
    return Sent("bad UTF-8", bytes(body))


def _nul(call: Call, random: Random) -> Sent:
    texts = (b"\0{}", b"{}\0", NUL_INSIDE, NUL_INSIDE.replace(b"reason", b"facts"))
    return Sent("NUL", random.choice(texts))


def _deep(call: Call, random: Random) -> Sent:
    depth = random.choice((21, 100, 5_000, 200_000))
    opened, closed = random.choice(((b"[", b"]"), (b'{"a":', b"}")))
    return Sent("deep nesting", (opened * depth + b"1" + closed * depth)[: 900 * 1024])


def _number(call: Call, random: Random) -> Sent:
    number = random.choice((b"1e999", b"-1e999", b"NaN", b"Infinity", b"9" * 5_000, b"1e-9999999999", b"0x1F", b"01"))
    place = random.choice((b'{"facts": {"rr_mandated_pass_count": %b}}', b'{"answers": [{"point": %b}]}', b"%b"))
    return Sent("huge number", place.replace(b"%b", number))


def _cut(call: Call, random: Random) -> Sent:
    body = _valid(call)[:-1] + b', "facts": {"product_name": "Cardelin"}'
    return Sent("cut off", body[: random.randrange(1, len(body))])


def _twice(call: Call, random: Random) -> Sent:
    return Sent("a key twice", b'{"facts": {}, "facts": {}}')


def _media_type(call: Call, random: Random) -> Sent:
    """One that is not named is taken for JSON (RFC 9110, 8.3), so that such a request may be right."""
    kind = random.choice(KINDS)
    return Sent("wrong media type", _valid(call), {"Content-Type": kind}, certain=bool(kind))


def _no_object(call: Call, random: Random) -> Sent:
    return Sent("no object", random.choice((b"[]", b"null", b"1", b'"x"', b"[[]]", b"true")), certain=False)


def _too_large(call: Call, random: Random) -> Sent:
    return Sent("too large", b'{"reason": "' + b"x" * 1024 * 1024 + b'"}')


def _key(call: Call, random: Random) -> Sent:
    key = random.choice(("", " ", "a b", "x" * 256, "\u00fc", "a\tb", '""'))
    return Sent("a key that is none", _valid(call), {"Idempotency-Key": key}, certain=False)


def _match(call: Call, random: Random) -> Sent:
    match = random.choice(("v1", '"', "W/", "*,*", "\u00fc", "x" * 5_000, '"v99999999999999999999"'))
    return Sent("an ETag that is none", _valid(call), {"If-Match": match, "If-None-Match": match}, certain=False)


def _query(call: Call, random: Random) -> Sent:
    values = ("%00", "%FF%FE", "%C3", "x" * 3_000, "9" * 400, "-1", "%2500", "[]", "1;DROP", "%F0%9F%92%8A")
    name = random.choice(("page_size", "cursor", "state", "route", "updated_since", "x", "%00"))
    return Sent("a parameter that is wrong", _valid(call), query=f"?{name}={random.choice(values)}", certain=False)


def _accept(call: Call, random: Random) -> Sent:
    accept = random.choice(("text/html", "application/xml;q=0.9", "x", "*", "image/*", "application/json;version=9"))
    return Sent("another form of answer", _valid(call), {"Accept": accept}, certain=False)


Way = Callable[[Call, Random], Sent]
BODIES: tuple[Way, ...] = (
    _bad_utf8, _nul, _deep, _number, _cut, _twice, _media_type, _no_object, _too_large, _bad_utf8, _number, _media_type,
)  # fmt: skip
EVERYWHERE: tuple[Way, ...] = (_key, _match, _query, _accept)
