"""The scanner, over a real socket."""

from io import BytesIO

import pytest

from recognition.files.clamd import Clamd, ScannerUnavailable
from recognition.files.scanner import NullScanner, scanner

from .clamd_server import clamd
from .hostile import EICAR

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("way", ["tcp", "unix"])
def test_what_it_finds(way, tmp_path, settings):
    with clamd(tmp_path / "clamd.sock" if way == "unix" else None) as (url, server):
        settings.CLAMD_URL = url

        assert scanner().scan(BytesIO(b"x" * 300_000)) == ""
        assert scanner().scan(BytesIO(b"before " + EICAR)) == "Eicar-Test-Signature"
        assert server.scanned == [300_000, 7 + len(EICAR)]


def test_a_file_that_is_too_large_for_it_is_not_called_clean():
    with clamd() as (url, server):
        server.longest = 1000
        with pytest.raises(ScannerUnavailable, match="size limit exceeded"):
            Clamd("127.0.0.1", int(url.rpartition(":")[2])).scan(BytesIO(b"x" * 5_000_000))


def test_an_answer_that_says_neither_yes_nor_no():
    with clamd() as (url, server):
        server.mode = "nonsense"
        with pytest.raises(ScannerUnavailable, match="UNKNOWN COMMAND"):
            Clamd("127.0.0.1", int(url.rpartition(":")[2])).scan(BytesIO(b"x"))


def test_a_scanner_that_hangs_does_not_hold_us_up():
    with clamd() as (url, server):
        server.mode = "silent"
        with pytest.raises(ScannerUnavailable, match="does not answer"):
            Clamd("127.0.0.1", int(url.rpartition(":")[2]), longest_seconds=0.3).scan(BytesIO(b"x"))


def test_no_scanner_at_that_address(tmp_path):
    with pytest.raises(ScannerUnavailable):
        Clamd(path=str(tmp_path / "none.sock")).scan(BytesIO(b"x"))


def test_without_a_scanner_its_name_says_so(settings):
    settings.CLAMD_URL = "none"

    assert isinstance(scanner(), NullScanner)
    assert scanner().name == "none: files are not scanned"
