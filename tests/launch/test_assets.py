"""The style sheet as we serve it: nothing of gov.uk's own, and no name that leads out of its folder."""

import pytest

from recognition.launch.assets import restyled

pytestmark = pytest.mark.unit

STYLE = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    "a{font-family:GDS Transport,arial,sans-serif}"
    "b{background:url(/assets/images/icon.svg)}"
    "c{background:url(/assets/images/govuk-crest.svg)}\n"
    "/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
)


def test_fonts_crest_map_and_absolute_names_are_gone():
    style, _ = restyled(STYLE)

    for unwanted in ("GDS", "font-face", "crest", "sourceMappingURL", "/assets/"):
        assert unwanted not in style


def test_the_pictures_that_it_shows_are_found_beside_it():
    style, pictures = restyled(STYLE)

    assert pictures == {"icon.svg"}
    assert "url(images/icon.svg)" in style
