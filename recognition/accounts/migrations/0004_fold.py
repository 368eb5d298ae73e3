"""Text as it is searched. See recognition/folding.py."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# The dictionary is named, and with its schema, so that the function is the same for every search_path: an index, a
# restore and a query must fold alike.
CREATE = r"""
CREATE FUNCTION recognition_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT trim(regexp_replace(lower(public.unaccent('public.unaccent', $1)), '[^[:alnum:]]+', ' ', 'g'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_absences_deliveries_feeds")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CREATE, "DROP FUNCTION recognition_fold(text)"),
    ]
