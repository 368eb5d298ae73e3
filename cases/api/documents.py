"""Papers that a company sends: /applications/{reference}/documents/."""

from __future__ import annotations

from typing import Any, Final

from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Application, Document
from cases.operations.documents import add_document, remove_document
from cases.operations.read_document import read_document
from cases.queries.api_public import public_documents
from cases.queries.served import as_attachment
from recognition.api.etags import check_match, etag_of_version
from recognition.api.file_form import FileForm
from recognition.api.problems import Problem, invalid
from recognition.api.views import READ
from recognition.clock import now
from recognition.files.content import SUFFIXES
from recognition.files.keeping import FileDamaged

from .base import CaseView
from .document_shapes import DocumentAnswer, DocumentList, DocumentRequest, DocumentSerializer
from .parameters import REFERENCE

DOCUMENTS: Final = "documents:write"
TAGS: Final = ["Documents"]
WHEN: Final = (
    "To a draft at any time; later while something is asked of you: a correction, a request for information, "
    "representations. The type is read from the content. `scan` is `pending` until the file has been scanned."
)


class DocumentView(CaseView):
    scopes = {"GET": READ, "HEAD": READ, "POST": DOCUMENTS, "DELETE": DOCUMENTS}

    def document(self, reference: str, document: int) -> Document:
        row = public_documents(self.case(reference)).filter(pk=document).first()
        if row is None:
            raise NotFound
        return row


class Documents(DocumentView):
    takes_match = frozenset({"POST"})
    parser_classes = (FileForm,)

    @extend_schema(
        operation_id="documents_list",
        summary="The documents that you have sent with it",
        description="Every version of each. The newest is the one that no other `replaces`.",
        parameters=[REFERENCE],
        responses=DocumentList,
        tags=TAGS,
    )
    def get(self, request: Request, reference: str) -> Response:
        case = self.case(reference)
        rows = DocumentSerializer(public_documents(case), many=True).data
        return Response({"results": rows, "etag": etag_of_version(case.version)})

    @extend_schema(
        operation_id="documents_create",
        summary="Send a document",
        description=WHEN,
        parameters=[REFERENCE],
        request={"multipart/form-data": DocumentRequest},
        responses={201: DocumentAnswer},
        tags=TAGS,
    )
    def post(self, request: Request, reference: str) -> Response:
        case = self.case(reference)
        check_match(request, etag_of_version(case.version), needed=False)
        given = self.read(DocumentRequest, request)
        if len(request.FILES.getlist("file")) > 1:
            raise invalid("/file", "Send one file a call.")
        row = add_document(application=case, actor=self.actor, at=now(), **given)
        location = request.build_absolute_uri(reverse("api-document-row", args=[reference, row.pk]))
        return _answer(row, status=201, headers={"Location": location})


class OneDocument(DocumentView):
    takes_match = frozenset({"DELETE"})

    @extend_schema(
        operation_id="documents_read",
        summary="One document",
        parameters=[REFERENCE],
        responses=DocumentAnswer,
        tags=TAGS,
    )
    def get(self, request: Request, reference: str, document: int) -> Response:
        return _answer(self.document(reference, document))

    @extend_schema(
        operation_id="documents_remove",
        summary="Take a document off a draft",
        description="With its file. The version before it, where there is one, counts again.",
        parameters=[REFERENCE],
        responses={204: None},
        tags=TAGS,
    )
    def delete(self, request: Request, reference: str, document: int) -> Response:
        with self.changing(request, reference) as case:
            row = self.document(reference, document)
            remove_document(application=case, document=row.pk, actor=self.actor, at=now())
            version = Application.objects.values_list("version", flat=True).get(pk=case.pk)
        return Response(status=204, headers={"ETag": etag_of_version(version)})


class Content(DocumentView):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """Whatever `Accept` says, there is the file in its own type, or a problem."""
        return JSONRenderer(), "application/json"

    @extend_schema(
        operation_id="documents_content",
        summary="The file of a document",
        description="Once its scan has found it clean. Its hash is compared again before the first byte is sent.",
        parameters=[REFERENCE],
        responses={(200, kind): OpenApiTypes.BINARY for kind in SUFFIXES},
        tags=TAGS,
    )
    def get(self, request: Request, reference: str, document: int) -> HttpResponseBase:
        row = self.document(reference, document)
        try:
            return as_attachment(row, read_document(row, at=now()), reference=reference)
        except FileDamaged:
            raise Problem("document-damaged", "The stored file is not what you sent. It has been reported.") from None


def _answer(row: Document, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    etag = etag_of_version(row.application.version)
    body = {**DocumentSerializer(row).data, "etag": etag}
    return Response(body, status=status, headers={"ETag": etag, **(headers or {})})
