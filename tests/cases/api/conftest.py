import pytest

from .caller import Caller


@pytest.fixture
def caller(db) -> Caller:
    """A company's system with every scope."""
    return Caller()


@pytest.fixture
def stranger(db) -> Caller:
    """Another company's."""
    return Caller()
