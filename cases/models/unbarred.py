"""That nobody is given a case with which they have a conflict of interest: the database's own word on it.

Whoever is named on a case keeps the person's row from being locked whole (`FOR KEY SHARE`), and whoever declares a
conflict locks it whole (`FOR UPDATE`). So of two at once the second sees what the first left, and is refused.
"""

from typing import Final

import pgtrigger

from .state import CLOSED

BARRED: Final = "a conflict of interest bars this person from the case"
IS_CLOSED: Final = ", ".join(f"'{state.value}'" for state in CLOSED)


def named_unbarred(*columns: str) -> pgtrigger.Trigger:
    """On the case's own row: of the people in `columns`."""
    return _unbarred(columns, "NEW.id", "NEW.organisation_id")


def given_unbarred(*columns: str) -> pgtrigger.Trigger:
    """On a row of the case, such as an assessment."""
    company = "(SELECT organisation_id FROM cases_application WHERE id = NEW.application_id)"
    return _unbarred(columns, "NEW.application_id", company)


def asked_unbarred(column: str) -> pgtrigger.Trigger:
    """On a row of an assessment that names its person from the first, such as a peer check."""
    case = "(SELECT application_id FROM cases_assessment WHERE id = NEW.assessment_id)"
    company = f"(SELECT organisation_id FROM cases_application WHERE id = {case})"  # noqa: S608  # as below
    return _unbarred((column,), case, company, inserted=True)


def _unbarred(columns: tuple[str, ...], case: str, company: str, *, inserted: bool = False) -> pgtrigger.Trigger:
    people = ", ".join(f"NEW.{column}_id" for column in columns)
    return pgtrigger.Trigger(
        name="nobody_with_a_conflict",
        when=pgtrigger.After,
        operation=pgtrigger.Insert if inserted else pgtrigger.Update,
        condition=None if inserted else pgtrigger.AnyChange(*columns),
        func=f"""
PERFORM 1 FROM accounts_user WHERE id IN ({people}) ORDER BY id FOR KEY SHARE;
IF EXISTS (SELECT 1 FROM cases_conflict WHERE ended_at IS NULL AND person_id IN ({people})
           AND (application_id = {case} OR organisation_id = {company})) THEN
    RAISE EXCEPTION '{BARRED}' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
""",  # noqa: S608  # names of columns, written in this repository
    )


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
                OR EXISTS (SELECT 1 FROM cases_assessment a WHERE a.application_id = c.id
                           AND a.assessor_id = NEW.person_id AND a.state <> 'complete'))) THEN
    RAISE EXCEPTION 'who has a conflict of interest still holds the case' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
""",  # noqa: S608  # names of columns, written in this repository
    )
