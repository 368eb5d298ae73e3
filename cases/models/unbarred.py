"""That nobody is given a case with which they have a conflict of interest: the database's own word on it.

Whoever is named on a case keeps the person's row from being locked whole (`FOR KEY SHARE`), and whoever declares a
conflict locks it whole (`FOR UPDATE`). So of two at once the second sees what the first left, and is refused.
"""

from functools import partial
from typing import Final

import pgtrigger

from .state import CLOSED

BARRED: Final = "a conflict of interest bars this person from the case"
IS_CLOSED: Final = ", ".join(f"'{state.value}'" for state in CLOSED)


def named_unbarred(*columns: str) -> list[pgtrigger.Trigger]:
    """On the case's own row: of the people in `columns`."""
    return _unbarred(columns, "NEW.id", "NEW.organisation_id")


def given_unbarred(*columns: str, case: str = "NEW.application_id") -> list[pgtrigger.Trigger]:
    """On a row of the case, such as an assessment; `case` is its key where the row does not say it itself."""
    return _unbarred(columns, case, f"(SELECT organisation_id FROM cases_application WHERE id = {case})")  # noqa: S608


def checks_unbarred() -> list[pgtrigger.Trigger]:
    """On a peer check: of the colleague who has it."""
    return given_unbarred("checker", case="(SELECT application_id FROM cases_assessment WHERE id = NEW.assessment_id)")


def mentioned_unbarred() -> list[pgtrigger.Trigger]:
    """On a mention: of the person whom the note names."""
    return given_unbarred("person", case="(SELECT application_id FROM cases_note WHERE id = NEW.note_id)")


def _unbarred(columns: tuple[str, ...], case: str, company: str) -> list[pgtrigger.Trigger]:
    """One for a name that changes, one for rows that come with a name. A name that stays is none that is given: what
    somebody completed before they declared bears their name, and is signed off by another all the same.

    Rows that come are asked about by the statement, not one by one: at each call of a trigger PostgreSQL goes through
    all calls that still wait, so of many rows at once each would cost the more, the more they are."""
    given = [f"NEW.{column}_id" for column in columns]
    changed = [f"CASE WHEN NEW.{one}_id IS DISTINCT FROM OLD.{one}_id THEN NEW.{one}_id END" for one in columns]
    came = [one.replace("NEW.", "came.") for one in (", ".join(given), case, company)]
    after = partial(pgtrigger.Trigger, when=pgtrigger.After)
    return [
        after(
            name="nobody_with_a_conflict",
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*columns),
            func=_refusal(", ".join(changed if len(columns) > 1 else given), case, company),
        ),
        after(
            name="nobody_new_with_a_conflict",
            operation=pgtrigger.Insert,
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(new="came"),
            func=_refusal(*came, named=f"(SELECT unnest(ARRAY[{came[0]}]) FROM came)", rows="came CROSS JOIN"),  # noqa: S608
        ),
    ]


def _refusal(people: str, case: str, company: str, *, named: str = "", rows: str = "") -> str:
    """`named` selects the people of all rows where these are several, and then stand before the conflicts."""
    return f"""
PERFORM 1 FROM accounts_user WHERE id IN {named or f"({people})"} ORDER BY id FOR KEY SHARE;
IF EXISTS (SELECT 1 FROM {rows} cases_conflict stands WHERE stands.ended_at IS NULL AND stands.person_id IN ({people})
           AND (stands.application_id = {case} OR stands.organisation_id = {company})) THEN
    RAISE EXCEPTION '{BARRED}' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""  # noqa: S608  # names of columns, written in this repository


def ends_only() -> pgtrigger.Trigger:
    """A conflict that stands may be ended, once; nothing else of it changes."""
    return pgtrigger.Trigger(
        name="ends_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - ARRAY['ended_at', 'ended_by_id', 'reason']
        <> to_jsonb(OLD) - ARRAY['ended_at', 'ended_by_id', 'reason'] THEN
    RAISE EXCEPTION 'a declared conflict of interest can only be ended' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
""",
    )


def holds_nothing_of_it() -> pgtrigger.Trigger:
    """Looked at when the declaration commits: by then the person has been released from what is open."""
    return pgtrigger.Trigger(
        name="holds_nothing_of_it",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=f"""
PERFORM 1 FROM accounts_user WHERE id = NEW.person_id FOR UPDATE;
IF EXISTS (SELECT 1 FROM cases_application c
           WHERE (c.id = NEW.application_id OR c.organisation_id = NEW.organisation_id) AND c.state NOT IN ({IS_CLOSED})
           AND (NEW.person_id IN (c.validator_id, c.assessor_id, c.lead_id)
                OR EXISTS (SELECT 1 FROM cases_peercheck p JOIN cases_assessment a ON a.id = p.assessment_id
                           WHERE a.application_id = c.id AND p.checker_id = NEW.person_id AND p.state = 'asked')
                OR EXISTS (SELECT 1 FROM cases_assessment a WHERE a.application_id = c.id
                           AND a.assessor_id = NEW.person_id AND a.state <> 'complete'))) THEN
    RAISE EXCEPTION 'who has a conflict of interest still holds the case' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
""",  # noqa: S608  # names of columns, written in this repository
    )
