"""Files as they arrive: written to the disk while they are hashed, so that none is ever whole in memory."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from .limits import LARGEST_FILE, LARGEST_READ, MOST_FILES

CUT_SHORT = "The body ends before its last boundary: the file did not arrive whole. Send it again."


class ArrivedFile(TemporaryUploadedFile):
    """`sha256` is of what was written, in hex. It lies on the store's own disk, so keeping it is a change of name."""

    def __init__(self, name: str, content_type: str) -> None:
        folder = Path(settings.UPLOAD_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=folder)  # noqa: SIM115  # closed with the request
        UploadedFile.__init__(self, file, name, content_type, 0, None)
        self.sha256 = ""


def too_large(request: HttpRequest) -> list[str]:
    """The names of the files of the body that were not kept because each is larger than any may be."""
    found: list[str] = vars(request).setdefault("files_too_large", [])
    return found


def is_too_large(request: HttpRequest) -> bool:
    """The body as a whole was not read."""
    return bool(getattr(request, "body_too_large", False))


class HashingUploadHandler(FileUploadHandler):
    """Of a stranger nothing is written: the request bears the name as `file_not_taken`. Of a file that is too large no
    more than the limit is, and that is deleted: `files_too_large` has its name, for the view to say so, and what comes
    beside it is received all the same. Of files after the first hundred nothing is kept. A body that is too large as
    a whole is not read: the request then bears `body_too_large`. One that was cut short raises
    `MultiPartParserError`."""

    request: HttpRequest

    def __init__(self, request: HttpRequest, *, is_known: bool = False) -> None:
        super().__init__(request)
        self.is_known, self.count = is_known, 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  # Django calls it so
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.gives_up = content_length > LARGEST_READ

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.is_known and not self.request.user.is_authenticated:
            self.request.file_not_taken = self.file_name or "a file"  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=True)
        self.count += 1
        self.digest = hashlib.sha256()
        self.file = ArrivedFile(self.file_name or "", self.content_type or "")
        if self.count > MOST_FILES:
            self.file.close()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.gives_up:
            self.request.body_too_large = True  # type: ignore[attr-defined]
            raise StopUpload(connection_reset=True)
        if start + len(raw_data) > LARGEST_FILE and not self.file.closed:
            self.file.close()
            too_large(self.request).append(self.file_name or "")
        if not self.file.closed:
            self.digest.update(raw_data)
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> ArrivedFile | None:
        if self.file.closed:
            return None
        self.file.seek(0)
        self.file.size, self.file.sha256 = file_size, self.digest.hexdigest()
        return self.file

    def upload_interrupted(self) -> None:
        self.file.close()
        raise MultiPartParserError(CUT_SHORT)
