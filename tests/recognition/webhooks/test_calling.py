"""A call goes to the address that was checked and nowhere else, and takes no longer and no more than it may."""

import socket
import time

import pytest

from recognition.webhooks import calling
from recognition.webhooks.addresses import AddressRefused, target_of
from recognition.webhooks.calling import CallFailed, call

from .certificates import certificate
from .receiver import drips, floods, receiver

pytestmark = pytest.mark.integration
HEADERS = {"Content-Type": "application/cloudevents+json"}


@pytest.fixture
def own_network(settings):
    settings.WEBHOOKS_MAY_USE_HTTP = settings.WEBHOOKS_MAY_CALL_PRIVATE = True


def post(url: str) -> int:
    return call(target_of(url), headers=HEADERS, body=b"{}")


def resolving(monkeypatch, *answers: str) -> list[str]:
    """Each time the resolver is asked it gives the next of the answers; what it was asked for is kept."""
    asked: list[str] = []
    left, real = list(answers), socket.getaddrinfo

    def getaddrinfo(host, port, *args, **kwargs):
        if host[0].isdigit():
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (left.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_body_headers_and_status(own_network):
    with receiver() as server:
        server.statuses = [202]
        assert post(f"http://127.0.0.1:{server.port}/hook?a=b") == 202

    path, headers, body = server.calls[0]
    assert (path, body, headers["Host"]) == ("/hook?a=b", b"{}", f"127.0.0.1:{server.port}")


def test_private_addresses_are_not_called(settings):
    settings.WEBHOOKS_MAY_USE_HTTP = True
    with receiver() as server, pytest.raises(AddressRefused):
        post(f"http://localhost:{server.port}/")

    assert server.calls == []


def test_http_is_not_spoken_unless_a_setting_says_so():
    with receiver() as server, pytest.raises(AddressRefused, match="https://"):
        post(f"http://127.0.0.1:{server.port}/")


def test_a_redirect_is_not_followed(own_network):
    with receiver() as inner, receiver() as server:
        server.statuses, server.sends_to = [307], f"http://127.0.0.1:{inner.port}/"
        assert post(f"http://127.0.0.1:{server.port}/") == 307

    assert inner.calls == []


def test_a_changed_answer_of_the_resolver_changes_nothing(own_network, monkeypatch):
    """The name is asked once; a second answer, which would lead elsewhere, is never asked for."""
    with receiver() as server:
        asked = resolving(monkeypatch, "127.0.0.1", "127.0.0.9")
        assert post(f"http://hooks.example:{server.port}/") == 204

    assert asked == ["hooks.example"]
    assert server.calls[0][1]["Host"] == f"hooks.example:{server.port}"


def test_an_answer_that_turns_private_is_refused_at_the_call(settings, monkeypatch):
    settings.WEBHOOKS_MAY_USE_HTTP = True
    with receiver() as server:
        target = target_of(f"http://hooks.example:{server.port}/")
        resolving(monkeypatch, "127.0.0.1")
        with pytest.raises(AddressRefused):
            call(target, headers=HEADERS, body=b"{}")

    assert server.calls == []


def test_tls_is_held_against_the_name_and_not_the_address(own_network, settings, tmp_path, monkeypatch):
    paths = certificate(tmp_path, "hooks.example")
    settings.WEBHOOK_CA_FILE = str(paths[0])
    with receiver(certificate=paths) as server:
        resolving(monkeypatch, "127.0.0.1", "127.0.0.1")
        assert post(f"https://hooks.example:{server.port}/") == 204
        with pytest.raises(CallFailed, match=r"(?i)certificate"):
            post(f"https://other.example:{server.port}/")

    assert len(server.calls) == 1


def test_an_unknown_authority_is_not_believed(own_network, tmp_path, monkeypatch):
    with receiver(certificate=certificate(tmp_path, "hooks.example")) as server:
        resolving(monkeypatch, "127.0.0.1")
        with pytest.raises(CallFailed, match=r"(?i)certificate"):
            post(f"https://hooks.example:{server.port}/")


def test_an_endless_answer_is_not_read(own_network):
    with receiver() as server:
        server.says, server.statuses = floods, [200]
        assert post(f"http://127.0.0.1:{server.port}/") == 200


def test_an_answer_that_drips_is_cut_off(own_network, monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0.6)
    begun = time.monotonic()
    with receiver() as server:
        server.says, server.statuses = drips, [200]
        with pytest.raises(CallFailed):
            post(f"http://127.0.0.1:{server.port}/")

    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("at", ["nobody", "no name"])
def test_nobody_there(own_network, at):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}" if at == "nobody" else "hooks.invalid"
        with pytest.raises(CallFailed):
            post(f"http://{host}/")
