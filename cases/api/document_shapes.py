from __future__ import annotations

from rest_framework import serializers

from cases.models import Document
from recognition.api.shapes import StrictSerializer, Text

from .approval_shapes import ETAG_HELP


class DocumentRequest(StrictSerializer):
    kind = Text(max_length=40, help_text="A code of GET /document-kinds/.")
    sequence = Text(max_length=4, required=False, help_text="Four digits; the application's own unless given.")
    title = Text(max_length=200, required=False, help_text="The file's name unless given.")
    replaces = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text="The document whose next version this is."
    )
    file = serializers.FileField(allow_empty_file=True, help_text="PDF, Word, Excel, PNG, JPEG or plain text; 200 MB.")


class DocumentSerializer(serializers.ModelSerializer):
    kind = serializers.CharField(source="kind_id")
    scan = serializers.ChoiceField(Document.Scan.choices)
    replaces = serializers.IntegerField(source="replaces_id", allow_null=True)

    class Meta:
        model = Document
        fields = (
            "id",
            "kind",
            "title",
            "sequence",
            "version",
            "replaces",
            "media_type",
            "size",
            "sha256",
            "scan",
            "added_at",
        )


class DocumentAnswer(DocumentSerializer):
    etag = serializers.CharField(help_text=ETAG_HELP)

    class Meta(DocumentSerializer.Meta):
        fields = (*DocumentSerializer.Meta.fields, "etag")


class DocumentList(serializers.Serializer):
    results = DocumentSerializer(many=True)
    etag = serializers.CharField(help_text=ETAG_HELP)
