"""As much of an IMAP server (RFC 3501) as a reader of bounces speaks to."""

from __future__ import annotations

import re
import socketserver
import threading
from types import TracebackType


class ImapServer:
    """Holds mails by UID from 1, and what has been marked as seen."""

    def __init__(self, mails: list[bytes]) -> None:
        self.mails = dict(enumerate(mails, 1))
        self.seen: set[int] = set()
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK ready\r\n")
                for line in self.rfile:
                    tag, _, command = line.decode().strip().partition(" ")
                    self.wfile.write(owner.answer(command) + _end(tag, owner.allows(command)))

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"imap://reader:secret@127.0.0.1:{self._server.server_address[1]}/INBOX"

    def __enter__(self) -> ImapServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def allows(self, command: str) -> bool:
        return not command.startswith("LOGIN") or "secret" in command

    def answer(self, command: str) -> bytes:
        if command == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command == "LOGOUT":
            return b"* BYE\r\n"
        if command.startswith("SELECT"):
            return b"* %d EXISTS\r\n" % len(self.mails)
        if command.startswith("UID SEARCH"):
            return b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.mails if uid not in self.seen) + b"\r\n"
        found = re.match(r"UID (FETCH|STORE) (\d+)", command)
        return self._one(found[1], int(found[2])) if found else b""

    def _one(self, verb: str, uid: int) -> bytes:
        if verb == "STORE":
            self.seen.add(uid)
            return b""
        mail = self.mails[uid]
        return b"* %d FETCH (UID %d BODY[]<0> {%d}\r\n" % (uid, uid, len(mail)) + mail + b")\r\n"


def _end(tag: str, good: bool) -> bytes:
    return f"{tag} {'OK done' if good else 'NO wrong password'}\r\n".encode()
