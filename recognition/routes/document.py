"""A rule set as one JSON document, in and out.

Exported, imported into an empty database and exported again, it is the same byte for byte (`as_bytes`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from .checks import faults
from .document_check import DocumentError, checked
from .document_out import export_document
from .document_rows import import_calendar, import_milestones, import_routes, import_rules, import_sections, own
from .models import RuleSet
from .shape import RULE_SET
from .shape_check import MOST_FAULTS
from .spec_from import spec_from

__all__ = ["DocumentError", "as_bytes", "checked", "export_document", "import_document"]


def as_bytes(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


@transaction.atomic
def import_document(document: object, *, is_sound: bool = True) -> RuleSet:
    """A new draft with everything in it. Publishing it is `publishing.py`'s work.

    Raises DocumentError if the document is not of the form, if it could not work (`checks.py`), or if the version is
    there already. A copy of a draft that is still being written need not be sound.
    """
    content = checked(document)
    if is_sound and (found := faults(spec_from(content))):
        raise DocumentError([(fault.place, fault.words) for fault in found[:MOST_FAULTS]])
    if RuleSet.objects.filter(code=content["code"], version=content["version"]).exists():
        raise DocumentError([("version", f"{content['code']} {content['version']} exists already: give it another")])
    rule_set = RuleSet.objects.create(**own(content, RULE_SET), calendar=import_calendar(content["calendar"]))
    import_rules(rule_set, content)
    import_milestones(rule_set, content, import_routes(rule_set, content))
    import_sections(rule_set, content)
    return rule_set
