"""Where a webhook may go: to the public internet, and never into the network that this service stands in."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Its last 32 bits are an address of IPv4 that a gateway goes on to (RFC 6052).
TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


class AddressRefused(Exception):
    """The address may not be called; the text says why, for the company to read."""


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Raises `AddressRefused` for a wrong form, and where the host is an address that may not be called."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused("It is not an address that can be read.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOKS_MAY_USE_HTTP):
        raise AddressRefused("It has to begin with https://.")
    if not parts.hostname or parts.username or parts.password or parts.fragment or not url.isascii() or " " in url:
        raise AddressRefused("Give scheme, host and path, in ASCII, without a name, a password or a fragment.")
    if literal := _literal(parts.hostname):
        _check(literal)
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), path + query)


def address_of(target: Target) -> str:
    """The one address to connect to: resolved once and checked. A name of which any address is refused is refused, as
    the next answer could be that one. Raises `AddressRefused`, and OSError where there is no such name."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in found))
    for address in addresses:
        _check(ipaddress.ip_address(address))
    return addresses[0]


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _check(address: Address) -> None:
    if settings.WEBHOOKS_MAY_CALL_PRIVATE:
        return
    for one in _meant(address):
        if not one.is_global or one.is_multicast or one.is_reserved:
            raise AddressRefused(f"{address} is not an address of the public internet.")


def _meant(address: Address) -> list[Address]:
    """What is reached by it: the address of IPv4 that it stands for, and the address itself where it is one too."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in TRANSLATED:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    inner = address.sixtofour or (address.teredo or (None, None))[1]
    return [address, *([inner] if inner else [])]
