"""How the launcher gives up: in one line that says what is in the way and what to do about it."""

import errno
from pathlib import Path


class Stop(Exception):
    """The message is the whole of what a person gets to read, so it carries the remedy."""


def from_os_error(error: OSError, where: Path) -> Stop:
    """Say a full disk or a folder of someone else's in plain words."""
    path = error.filename or where
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Stop(f"The disk under {path} is full: free at least 1 GB and run it again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Stop(f"{path} cannot be written: it belongs to another user. Run as that user, or delete {where}.")
    return Stop(f"{error.strerror or error}: {path}")
