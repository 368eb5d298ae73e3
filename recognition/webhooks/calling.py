"""One call of an endpoint: to the address that was checked, within a time and a size, and nowhere that it points to."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from typing import Any, Final

import httpcore
from django.conf import settings

from .addresses import Target, address_of

SECONDS: Final = 15.0  # for all of it
LARGEST_ANSWER: Final = 64 * 1024


class CallFailed(Exception):
    """There was no whole answer."""


class _Watched(httpcore.NetworkStream):
    """A stream on which nothing takes longer than what is left of the whole call: a receiver that gives a byte now and
    then would otherwise hold it open for ever."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def _left(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the call took too long")
        return min(left, timeout or left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Watched(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _To(httpcore.NetworkBackend):
    """Connects to the address that was checked, whatever the name would be resolved to now. The name stays what the
    certificate and the Host header are about."""

    def __init__(self, address: str, until: float) -> None:
        self._address, self._until, self._real = address, until, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._real.connect_tcp(self._address, port, timeout, local_address, socket_options)
        return _Watched(stream, self._until)


def call(target: Target, *, headers: Mapping[str, str], body: bytes) -> int:
    """The status of the answer. No redirect is followed. Raises `AddressRefused`, or `CallFailed`."""
    until = time.monotonic() + SECONDS
    try:
        backend = _To(address_of(target), until)
        with httpcore.ConnectionPool(ssl_context=_context(), network_backend=backend, max_connections=1) as pool:
            return _post(pool, target, headers, body)
    except (OSError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise CallFailed(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from error


def _post(pool: httpcore.ConnectionPool, target: Target, headers: Mapping[str, str], body: bytes) -> int:
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    times = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
    with pool.stream("POST", url, headers=list(headers.items()), content=body, extensions={"timeout": times}) as answer:
        size = 0
        for piece in answer.iter_stream():
            size += len(piece)
            if size > LARGEST_ANSWER:
                break  # its status is all that counts
        return answer.status


def _context() -> ssl.SSLContext:
    """The system's authorities, and one more where an installation has its own."""
    context = ssl.create_default_context()
    if settings.WEBHOOK_CA_FILE:
        context.load_verify_locations(settings.WEBHOOK_CA_FILE)
    return context
