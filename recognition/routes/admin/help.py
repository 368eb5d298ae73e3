"""What each field means, for the person who changes the rules; said where the model itself says nothing."""

from __future__ import annotations

from typing import Final

HELP: Final[dict[str, dict[str, str]]] = {
    "ruleset": {
        "code": "The procedure that these are the rules of. All its versions share it.",
        "version": "The name of this version. It stands on every case that is judged by it.",
        "name": "What people call it.",
        "calendar": "Which days are not working days, and when the committee meets.",
        "age_boundary": "What an approval of exactly two or ten years counts as.",
        "reversion": "What becomes of day 0 when a case goes over to another route's timetable.",
        "statutory_from": "The day from which the statutory 210 days are counted.",
        "source": "Where these rules are written: guidance, regulation, date read.",
    },
    "question": {
        "section": "The part of the form under which it is asked.",
        "wording": "The question as the company reads it.",
        "help": "What the company is told beneath it.",
        "kind": "What an answer looks like. Rules about it are held to this.",
        "value_when_unanswered": "Written plainly: yes, no, a number, a code.",
        "choices": "For one of a list: a line for each answer, its code, a colon and its words.",
    },
    "rule": {
        "rule_set": "Only a draft can take a new part.",
        "code": "Its short name, such as B03. Letters, pages and the record use it.",
        "position": "Where it stands among the rules. They are all judged, in this order.",
        "stage": "Gates come first, then criteria, any one of which gives its route, then requirements, of which a "
        "route needs all.",
        "effect": "What follows when it is met.",
        "match": "Whether all of its conditions have to hold, or any one of them.",
        "only_if_match": "The same for the conditions under which it applies at all.",
        "certainty": "How sure the source makes it. Shown beside the rule.",
        "source": "Where it is written, such as S16.",
    },
    "condition": {
        "part": "Met when: it has to hold. Applies only if: elsewhere the rule is left aside. Needs an answer only if: "
        "elsewhere a missing answer does no harm.",
        "question": "The fact that is looked at.",
        "operator": "How it is compared.",
        "value": "Written plainly: yes, no, a number of years, a code, or several with commas between them.",
    },
    "route": {
        "code": "Its short name, such as A. Rules lead to it by this name.",
        "name": "What people and letters call it.",
        "day_type": "Calendar days, or working days of the calendar that the rule set names.",
        "revert_from_day": "The first day of the clock on which it may go over. Empty: from the start.",
        "revert_until_day": "The last such day. Empty: until the end.",
        "source": "Where it is written, such as S18.",
    },
    "phase": {
        "position": "Where it stands among the route's phases, which follow one another.",
        "code": "Its short name. Stop rules of the phase name it by this.",
        "name": "What people and letters call it.",
        "length_days": "How many days of the clock it lasts. All phases together are as long as the route.",
        "day_type": "Calendar days, or working days of the calendar that the rule set names.",
    },
    "stoprule": {
        "position": "Of several that allow a request on a day, the first one holds.",
        "name": "What people call it, such as Answers to the list of questions.",
        "reply_day_type": "Whether the reply's days are calendar days or working days.",
    },
    "checklistsection": {
        "discipline": "Whose assessment it is part of.",
        "name": "What the assessor and the report call it.",
        "position": "Where it stands among the sections of its discipline.",
        "source": "Where the guidance says so.",
    },
    "milestone": {
        "route": "The route on which it holds. Empty: on every route.",
        "code": "Its name in the API. A route's decision is called decision.",
        "name": "What people and letters call it.",
        "clock": "The clock that it counts on: eligibility, validation, correction, route, statutory, reply, "
        "consultation, representations or authorisation.",
        "amount": "How many days or months that clock has used when it is due.",
        "unit": "What the amount counts.",
        "met_by": "What has to happen by this day.",
        "source": "Where it is written, such as T7.",
        "position": "Where it stands in lists.",
    },
    "reminderstep": {
        "kind": "From where its day is counted.",
        "amount": "How many days or months.",
        "unit": "What the amount counts.",
        "position": "Of two that fall on one day, the first is sent.",
    },
    "calendar": {
        "code": "All its versions share it.",
        "version": "A calendar in use never changes: a correction is a new version.",
        "name": "What people call it.",
    },
    "documentkind": {
        "code": "Its name in the API. Documents of cases bear it.",
        "name": "What people call such a paper.",
        "module": "Where in the dossier it belongs.",
        "order": "Where it stands within its module.",
        "description": "What the company is told of it.",
        "source": "Where it is written.",
    },
    "holiday": {"on": "A day that is no working day.", "name": "What the day is called."},
    "committeemeeting": {
        "on": "A day on which the Commission on Human Medicines meets.",
        "is_estimate": "Planned by habit and not yet announced.",
    },
    "partner": {"code": "Two letters.", "name": "The country or community that is recognised."},
    "regulator": {
        "code": "The country's letters and the regulator's, such as DE-BFARM. Cases name it by this.",
        "name": "Its full name.",
        "jurisdiction": "Where its approvals hold.",
        "partner": "The partner that it speaks for.",
        "recognised_from": "The first day on which a submission may rely on it.",
        "recognised_until": "The last such day. Empty: until further notice.",
        "notes": "What colleagues should know.",
        "source": "Where it is written.",
    },
}


def help_for(model: str, field: str) -> str:
    """A part's own rule set is explained once for all of them."""
    own = HELP.get(model, {}).get(field, "")
    return own or (HELP["rule"]["rule_set"] if field == "rule_set" else "")
