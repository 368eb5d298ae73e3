"""Where documents are kept, for `recognition.settings`: a folder, or a bucket that speaks S3."""

from __future__ import annotations

from typing import Any, Final

from recognition.env import Environment

PIECE: Final = 8 * 1024 * 1024


def documents(env: Environment) -> dict[str, Any]:
    """The bucket named by S3_BUCKET, else MEDIA_ROOT. Keys come from the environment, as boto3 reads them. Two pieces
    at once and a file on the disk keep what an upload or a download takes of memory small."""
    bucket = env.text("S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    from boto3.s3.transfer import TransferConfig  # a third of a second that only a bucket is worth

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "region_name": env.text("S3_REGION") or None,
            "default_acl": None,
            "file_overwrite": False,
            "max_memory_size": PIECE,
            "transfer_config": TransferConfig(multipart_chunksize=PIECE, max_concurrency=2),
            "signature_version": "s3v4",
        },
    }
