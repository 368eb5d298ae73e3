"""What a file is, by its content: hostile ones are refused with the reason and the remedy."""

from io import BytesIO

import pytest

from recognition.files.content import SUFFIXES, media_type_of
from recognition.files.refused import FileRefused

from .hostile import REFUSED, TAKEN

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what):
    rule, content = REFUSED[what]
    with pytest.raises(FileRefused) as refused:
        media_type_of(BytesIO(content))
    assert refused.value.rule == rule, refused.value.why
    assert len(refused.value.why) > 40


@pytest.mark.parametrize("what", TAKEN)
def test_taken(what):
    suffix, content = TAKEN[what]
    file = BytesIO(content)

    assert SUFFIXES[media_type_of(file)] == suffix
    assert file.tell() == 0
