"""Which state a page cannot be in, and why. A state that has neither a row nor a reason here fails."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .row import EMPTY, ERROR

FORM = "a form begins empty, and that is the state it is looked at in as full"
WORDS = "words of ours, which are always there"
SHIPPED = "ships with the product, so there is always some"
OF_ONE = "about one thing that is there; without it the answer is the 404 page, which has a row"
STEP = "a step with nothing to fill in, or whose mistake is shown on the page before it"

# By the address's name; `*` is anything. The first that fits counts.
WHY: dict[str, list[tuple[str, str]]] = {
    EMPTY: [
        ("admin:*_add", FORM),
        ("admin:*_change", OF_ONE),
        ("admin:*_delete", OF_ONE),
        ("admin:routes_ruleset_import", FORM),
        ("admin:routes_ruleset_*", OF_ONE),
        ("admin:letters_*", OF_ONE),
        ("admin:index", "lists what there is to administer"),
        ("admin:app_list", "lists what there is to administer"),
        ("admin:*password_change*", FORM),
        ("simulation*", OF_ONE),
        ("act", FORM),
        ("act-about", FORM),
        ("case-date", OF_ONE),
        ("case-letter", OF_ONE),
        ("case-letter-*", FORM),
        ("case-conflict", FORM),
        ("conflict-*", FORM),
        ("bulk-run", OF_ONE),
        ("view", OF_ONE),
        ("view-new", FORM),
        ("outbox-message", OF_ONE),
        ("letter-template", OF_ONE),
        ("letter-templates", SHIPPED),
        ("regulator", OF_ONE),
        ("regulators", SHIPPED),
        ("timetable", FORM),
        ("settings-feed", STEP),
        ("api-*", WORDS),
        ("accessibility", WORDS),
        ("help*", WORDS),
        ("more", WORDS),
        ("home", "sends on to what the person does all day"),
        ("my-account", OF_ONE),
        ("sign-in*", FORM),
        ("signed-out", WORDS),
        ("new-password", FORM),
        ("second-factor*", FORM),
    ],
    ERROR: [
        ("admin:password_change_done", WORDS),
        ("settings-feed", STEP),
        ("signed-out", WORDS),
        ("help*", WORDS),
        ("accessibility", WORDS),
        ("api-docs", WORDS),
        ("api-errors", WORDS),
    ],
}


def why_not(url: str, state: str) -> str:
    """Why the page is in no such state, or nothing."""
    return next((why for pattern, why in WHY.get(state, ()) if fnmatchcase(url, pattern)), "")
