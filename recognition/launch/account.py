"""Whom the servers run as. PostgreSQL refuses to run as root, so root hands them to `nobody`."""

import os
import pwd
from pathlib import Path
from typing import Any

from recognition.launch.stop import Stop


class Account:
    """The servers' account: our own, or `nobody` where we are root."""

    def __init__(self) -> None:
        self.demoted = os.geteuid() == 0
        self.uid, self.gid = os.geteuid(), os.getegid()
        if self.demoted:
            try:
                entry = pwd.getpwnam("nobody")
            except KeyError:
                raise Stop("There is no account `nobody` for the database to run as: run as a plain user.") from None
            self.uid, self.gid = entry.pw_uid, entry.pw_gid

    def popen_options(self) -> dict[str, Any]:
        """For subprocess: change to the account, start where it may stand, and bring none of our variables."""
        options: dict[str, Any] = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
        if self.demoted:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def make_folder(self, path: Path) -> Path:
        """A folder that is the account's alone, as PostgreSQL demands of its data."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.demoted:
            os.chown(path, self.uid, self.gid)
        return path
