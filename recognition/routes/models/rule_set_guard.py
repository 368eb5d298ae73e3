"""The rule set's own row: which states follow which, and what may change with them, held by the database."""

import pgtrigger

from .immutable import REFUSAL

_MOVES = "('draft', 'proposed'), ('proposed', 'draft'), ('proposed', 'published'), ('published', 'retired')"
_WHO_AND_WHEN = "'state', 'proposed_by_id', 'proposed_at', 'published_by_id', 'published_at'"

_FUNC = f"""
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'a rule set begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END IF;
IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
        {REFUSAL.format(rule_set="OLD.code || ' ' || OLD.version", state="OLD.state")}
    END IF;
    RETURN OLD;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({_MOVES}) THEN
    RAISE EXCEPTION 'a rule set does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
END IF;
may_change := CASE
    WHEN OLD.state = 'draft' THEN NULL
    WHEN OLD.state = 'proposed' THEN ARRAY[{_WHO_AND_WHEN}]
    ELSE ARRAY['state']
END;
IF may_change IS NOT NULL AND to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change THEN
    {REFUSAL.format(rule_set="OLD.code || ' ' || OLD.version", state="OLD.state")}
END IF;
RETURN NEW;
"""


def moves_as_drawn(what: str = "rule set") -> pgtrigger.Trigger:
    """For whatever else has versions that a second person publishes, with the same columns."""
    return pgtrigger.Trigger(
        name="moves_as_drawn",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("may_change", "text[]")],
        func=_FUNC.replace("rule set", what),
    )
