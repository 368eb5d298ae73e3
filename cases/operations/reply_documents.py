"""The papers that come with a reply, each with the point that it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cases.models import Application, Document, InformationRequest
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor

Papers = dict[int, list[Document]]


def papers_of(case: Application, actor: Actor, documents: Mapping[int, Collection[int]]) -> Papers:
    """The rows behind the keys. Raises `InvalidInput` for one that is not the case's, that the company has not sent
    itself, or in which malware was found."""
    keys = {key for some in documents.values() for key in some}
    rows = case.documents.filter(pk__in=keys).exclude(scan=Document.Scan.REFUSED)
    if actor.client is not None:
        rows = rows.filter(from_company=True)
    found = {row.pk: row for row in rows}
    errors = [
        FieldError(f"documents/{point}", f"There is no document {key} that could go with the reply. Send it first.")
        for point, some in documents.items()
        for key in some
        if key not in found
    ]
    if errors:
        raise InvalidInput(errors)
    return {point: [found[key] for key in some] for point, some in documents.items()}


def attach(request: InformationRequest, papers: Papers) -> None:
    """To the points of an answered request; raises `InvalidInput` for a point that it does not have."""
    points = {point.number: point for point in request.points.all()}
    errors = [FieldError(f"documents/{n}", f"There is no point {n}.") for n in sorted(set(papers) - set(points))]
    if errors:
        raise InvalidInput(errors)
    for number, rows in papers.items():
        points[number].documents.set(rows)
