"""No commit may leave a case in a state that its record does not end in: neither update() nor psql passes the door."""

from django.db import migrations

CREATE = """
CREATE FUNCTION cases_state_is_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    standing text;
    recorded text;
BEGIN
    SELECT state INTO standing FROM cases_application WHERE id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT to_state INTO recorded FROM audit_entry
        WHERE subject_type = 'application' AND subject_id = NEW.id::text ORDER BY id DESC LIMIT 1;
    IF recorded IS DISTINCT FROM standing THEN
        RAISE EXCEPTION 'Case % is in state %, but its record ends in %: a move goes through cases.workflow.perform',
            NEW.id, standing, coalesce(recorded, 'nothing') USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER cases_state_is_recorded AFTER INSERT OR UPDATE ON cases_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases_state_is_recorded();
"""

DROP = """
DROP TRIGGER cases_state_is_recorded ON cases_application;
DROP FUNCTION cases_state_is_recorded();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("audit", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
