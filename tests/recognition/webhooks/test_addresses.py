"""Where a webhook may not go, by whatever way it is written."""

import socket

import pytest

from recognition.webhooks.addresses import AddressRefused, address_of, target_of

pytestmark = pytest.mark.unit

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1",
    "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:c0a8:101::", "::7f00:1",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]


def answers(*addresses):
    """A resolver that gives these."""

    def getaddrinfo(host, port, **kwargs):
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in addresses]

    return getaddrinfo


def literal(address: str) -> str:
    return f"https://[{address}]/" if ":" in address else f"https://{address}/"


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused_written_out_and_behind_a_name(address, monkeypatch):
    with pytest.raises(AddressRefused):
        target_of(literal(address))
    monkeypatch.setattr(socket, "getaddrinfo", answers(address))
    with pytest.raises(AddressRefused, match="public internet"):
        address_of(target_of("https://hooks.example/"))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_one_is_taken(address, monkeypatch):
    target_of(literal(address))
    monkeypatch.setattr(socket, "getaddrinfo", answers(address))

    assert address_of(target_of("https://hooks.example/")) == address


def test_one_private_answer_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.215.14", "10.0.0.1"))
    with pytest.raises(AddressRefused):
        address_of(target_of("https://hooks.example/"))


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f.1", "2130706433", "017700000001"])
def test_the_resolvers_own_ways_of_writing_loopback(host):
    """These the system's resolver takes for 127.0.0.1, without asking anybody."""
    with pytest.raises(AddressRefused):
        address_of(target_of(f"https://{host}/"))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/", "ftp://hooks.example/", "//hooks.example/", "hooks.example", "https://", "https:///x",
        "https://user:secret@hooks.example/", "https://hooks.example/#part", "https://hooks.example:port/",
        "https://hooks.example:99999/", "https://hö.example/", "https://hooks.example/ x", "javascript:alert(1)",
        "https://[::1", "",
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused(url):
    with pytest.raises(AddressRefused):
        target_of(url)


def test_path_query_and_port_are_kept():
    target = target_of("https://hooks.example:8443/a/b?c=d")

    assert (target.host, target.port, target.path) == ("hooks.example", 8443, "/a/b?c=d")


def test_a_setting_lets_it_into_ones_own_network(settings):
    settings.WEBHOOKS_MAY_USE_HTTP = settings.WEBHOOKS_MAY_CALL_PRIVATE = True

    assert address_of(target_of("http://localhost:8080/")) in ("127.0.0.1", "::1")
