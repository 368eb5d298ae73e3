"""A letter as it would be sent: a template merged with a case. The preview and the sending share it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from cases.models import LetterTemplate
from cases.models.letter_field import FIELDS
from recognition.clock import LONDON
from recognition.printed import as_words, html, pdf
from recognition.printed.merging import merged

from .letter_values import Subject, as_markdown, day, values_of


@dataclass(frozen=True, slots=True)
class Addressee:
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """`missing` are the fields that have no value here: such a letter has a hole and is not sent."""

    template: LetterTemplate
    subject: str
    text: str
    facts: tuple[tuple[str, str], ...]
    reference: str
    on: date
    to: Addressee
    missing: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Of all that is read: another mark at the sending means that something has changed since."""
        read = [self.template.pk, self.subject, self.text, self.facts, self.on.isoformat(), self.to.email, self.to.name]
        return sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()

    @property
    def html(self) -> str:
        return html(self.text, top=3)

    @property
    def words(self) -> str:
        return as_words(self.text)

    def pdf(self) -> bytes:
        """Its time is the day's noon, so that what was read in the preview and what is sent are the same bytes."""
        at = datetime.combine(self.on, time(12), tzinfo=LONDON)
        return pdf(title=self.subject, text=self.text, facts=self.facts, reference=self.reference, at=at)


def written(template: LetterTemplate, subject: Subject, *, to: Addressee) -> Written:
    values = values_of(subject, template.fields)
    case = subject.case
    facts = (
        ("Our reference", case.reference),
        ("Product", case.product_name),
        ("To", "\n".join(dict.fromkeys((to.name, case.organisation.name)))),
        ("Date", day(subject.on)),
    )
    return _merged(template, values, facts, case.reference, subject.on, to)


def example_of(template: LetterTemplate, *, on: date) -> Written:
    """With the examples of its fields, for whoever sees no case (ADR 0012)."""
    values = {name: FIELDS[name].example for name in template.fields}
    reference, product, company, contact = (
        FIELDS[name].example for name in ("reference", "product_name", "company_name", "contact_name")
    )
    facts = (("Our reference", reference), ("Product", product), ("To", f"{contact}\n{company}"), ("Date", day(on)))
    return _merged(template, values, facts, reference, on, Addressee("regulatory@aldbrook.example", contact))


def _merged(
    template: LetterTemplate,
    values: Mapping[str, str],
    facts: tuple[tuple[str, str], ...],
    reference: str,
    on: date,
    to: Addressee,
) -> Written:
    """The subject is one line of text; the body is Markdown, in which values stay text."""
    one_line = {name: " ".join(value.split()) for name, value in values.items()}
    return Written(
        template=template,
        subject=merged(template.subject, one_line)[:300],
        text=merged(template.body, {name: as_markdown(name, value) for name, value in values.items()}),
        facts=facts,
        reference=reference,
        on=on,
        to=to,
        missing=tuple(name for name, value in values.items() if not value),
    )
