"""Which state a page cannot be in, and why. A state that has neither a row nor a reason here fails."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .row import EMPTY, ERROR

FORM = "a form begins empty, and that is the state it is looked at in as full"
WORDS = "words of ours, which are always there"
SHIPPED = "ships with the product, so there is always some"
OF_ONE = "about one thing that is there; without it the answer is the 404 page, which has a row"
READ = "takes nothing in; whoever is shut out gets the 403 page, which has a row"
STEP = "a step with nothing to fill in, or whose mistake is shown on the page before it"
SAME_FORM = "the form of a new one, whose mistakes are looked at there"
SECTION = "a section of a case: what is not there is answered as the case is, whose 404 has a row"

# By the address's name; `*` is anything. The first that fits counts.
WHY: dict[str, list[tuple[str, str]]] = {
    EMPTY: [
        ("admin:routes_*_changelist", SHIPPED),
        ("admin:cases_lettertemplate_changelist", SHIPPED),
        ("admin:cases_statelimit_changelist", SHIPPED),
        ("admin:accounts_user_changelist", "whoever reads it stands in it"),
        ("admin:*_add", FORM),
        ("admin:*_change", OF_ONE),
        ("admin:*_history", OF_ONE),
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
        ("case", "a case has facts from its first day; its sections are looked at on that day"),
        ("case-date", OF_ONE),
        ("case-discipline", OF_ONE),
        ("case-letter", OF_ONE),
        ("case-letter-*", FORM),
        ("case-conflict", FORM),
        ("conflict-*", FORM),
        ("bulk-run", OF_ONE),
        ("view", OF_ONE),
        ("view-new", FORM),
        ("team-cover", OF_ONE),
        ("performance-cases", "nothing behind a figure is looked at as full, with the label none"),
        ("performance-frozen", OF_ONE),
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
        ("admin:*_changelist", READ),
        ("admin:*_history", READ),
        ("admin:*_delete", STEP),
        ("admin:*_change", SAME_FORM),
        ("admin:routes_ruleset_compare", READ),
        ("admin:letters_compare", READ),
        ("admin:letters_try", STEP),
        ("admin:index", READ),
        ("admin:app_list", READ),
        ("admin:password_change_done", WORDS),
        ("simulation", READ),
        ("simulations-of", STEP),
        ("case-letter-write", STEP),
        ("case-letter-again", STEP),
        ("case-*", SECTION),
        ("my-work", READ),
        ("home", "sends on to what the person does all day"),
        ("search", "whatever is typed is searched for; what is not found is looked at as nothing-found"),
        ("reminders", READ),
        ("conflicts", READ),
        ("webhooks", READ),
        ("outbox-message", READ),
        ("performance-frozen", READ),
        ("letter-templates", READ),
        ("regulators", READ),
        ("view", STEP),
        ("settings*", STEP),
        ("signed-out", WORDS),
        ("my-account", READ),
        ("more", WORDS),
        ("help*", WORDS),
        ("accessibility", WORDS),
        ("api-docs", WORDS),
        ("api-errors", WORDS),
    ],
}


def why_not(url: str, state: str) -> str:
    """Why the page is in no such state, or nothing."""
    return next((why for pattern, why in WHY.get(state, ()) if fnmatchcase(url, pattern)), "")
