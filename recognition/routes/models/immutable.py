"""What the database itself refuses: a rule set can be changed only while it is a draft, whoever asks and however.

A case keeps the version that it was determined under, so that version must say the same years later. The triggers
hold the rule set's row while they look (`FOR SHARE`), so a change cannot slip in beside a publication under way.
They raise `restrict_violation`, which Django shows as an IntegrityError.
"""

import pgtrigger

RULE_SET = "routes_ruleset"
REFUSAL = (
    "RAISE EXCEPTION 'rule set % is %: only a draft can be changed', {rule_set}, {state} "
    "USING ERRCODE = 'restrict_violation';"
)

_ROW = """
IF TG_OP <> '{skip}' THEN
    SELECT code || ' ' || version, state INTO name, held FROM routes_ruleset WHERE id = {owner} FOR SHARE;
    IF held <> 'draft' THEN
        {refusal}
    END IF;
END IF;
"""
_CALENDAR_ROW = """
IF TG_OP <> '{skip}' THEN
    PERFORM 1 FROM routes_ruleset WHERE calendar_id = {owner} FOR SHARE;
    SELECT code || ' ' || version, state INTO name, held
        FROM routes_ruleset WHERE calendar_id = {owner} AND state <> 'draft' LIMIT 1;
    IF FOUND THEN
        {refusal}
    END IF;
END IF;
"""
_DONE = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"


def _guard(body: str, owner: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """`owner` finds the owning row's id from `{row}`; a row that moves between owners is judged by both."""
    refusal = REFUSAL.format(rule_set="name", state="held")
    sides = (("INSERT", "OLD"), ("DELETE", "NEW"))
    checks = [body.format(skip=skip, owner=owner.format(row=row), refusal=refusal) for skip, row in sides]
    return pgtrigger.Trigger(
        name="only_in_draft",
        when=pgtrigger.Before,
        operation=operation,
        declare=[("name", "text"), ("held", "text")],
        func="".join(checks) + _DONE,
    )


def only_in_draft(owner: str = "{row}.rule_set_id") -> pgtrigger.Trigger:
    """For a part of a rule set."""
    return _guard(_ROW, owner, pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete)


def only_in_drafts_calendar(owner: str = "{row}.calendar_id") -> pgtrigger.Trigger:
    """For the days of a calendar: they are frozen with the first rule set that leaves its draft with it."""
    return _guard(_CALENDAR_ROW, owner, pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete)


def only_unused_calendar() -> pgtrigger.Trigger:
    return _guard(_CALENDAR_ROW, "{row}.id", pgtrigger.Update | pgtrigger.Delete)
