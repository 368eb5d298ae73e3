"""The keys of the workplace: what `static/recognition/keys.js` listens for, in words."""

from __future__ import annotations

from typing import Final

KEYS: Final = (
    (("/",), "Go to the search"),
    (("g", "m"), "My work"),
    (("g", "w"), "Worklist"),
    (("g", "r"), "My reminders"),
    (("j",), "Next row of a list"),
    (("k",), "Row before"),
    (("o",), "Open the row’s case; so does Enter"),
    (("x",), "Tick the row"),
    (("?",), "These keys"),
)
