"""Every kind of problem that the API answers with. Each has a page of its own, which a problem's `type` points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """`meaning` says what has happened, `remedy` what a client should do about it."""

    slug: str
    status: int
    title: str
    meaning: str
    remedy: str


_KINDS: Final = (
    Kind("malformed-json", 400, "The body is not JSON that can be read",
         "The body is not UTF-8, not JSON, nests too deeply, names a key twice, or holds NaN, Infinity or a NUL.",
         "Write the body with a JSON library and send it as UTF-8. The detail says what is wrong and where."),
    Kind("bad-request", 400, "The request cannot be understood",
         "The request itself, not what it says about an application, is wrong.", "Correct it as the detail says."),
    Kind("invalid-parameter", 400, "A parameter in the address is wrong",
         "A query parameter is unknown or has a value that it cannot have. Here `pointer` names the parameter.",
         "Correct the parameter. A cursor is only ever copied from `next` or `previous`, never made up."),
    Kind("not-authenticated", 401, "There is no valid token",
         "The request has no bearer token, or one that is unknown, revoked or expired.",
         "Ask POST /oauth/token/ for a new token and send it as `Authorization: Bearer <token>`."),
    Kind("invalid-client", 401, "The client is not known, or its secret is wrong",
         "POST /oauth/token/ was called with a client id and secret that do not belong together.",
         "Check the id and the secret. A secret is shown once, when it is made: a lost one is replaced by a new one."),
    Kind("missing-scope", 403, "The token lacks the scope that this needs",
         "The token is valid, but was not asked for with the scope that the call needs. The detail names it.",
         "Ask for a token with that scope."),
    Kind("not-permitted", 403, "This is not the company's to do",
         "The call is known and the application is yours, but only the regulator's staff may do this.",
         "Nothing can be mended by repeating it. Write to the contact named in your last notice."),
    Kind("not-found", 404, "There is nothing here",
         "The address is unknown, or what it names does not exist or belongs to another company. These are answered "
         "alike on purpose.",
         "Check the address, the slash at its end and the reference."),
    Kind("method-not-allowed", 405, "The address does not take this method",
         "The address exists, but not with this method. `Allow` lists those it takes.", "Use one of them."),
    Kind("not-acceptable", 406, "The answer is not to be had in that form",
         "The request's `Accept` leaves out application/json, and there is nothing else.",
         "Send `Accept: application/json`, or none."),
    Kind("wrong-state", 409, "The application is not in a state for this",
         "Where the application stands now, this cannot be done; somebody else may have moved it meanwhile. "
         "`rule` is STATE or DRAFT.",
         "Read the application and its clock again, and decide anew."),
    Kind("rule-refused", 409, "A rule of the procedure is not met",
         "The state is right, but a rule of the route or of the law refuses it. `rule` is its code.",
         "The detail says what would have to hold. Repeating the call changes nothing by itself."),
    Kind("request-under-way", 409, "The same request is being worked on",
         "A request with the same Idempotency-Key has not been answered yet.",
         "Wait for a second and send the same again: then you get the answer of the first."),
    Kind("length-required", 411, "The request does not say how long it is",
         "A body was sent without Content-Length.", "Send Content-Length: most libraries do, unless told to stream."),
    Kind("stale-version", 412, "The application has changed since you read it",
         "`If-Match` names a version that is no longer the newest one.",
         "Read the application again, look at what has changed, and send your change with its new ETag."),
    Kind("body-too-large", 413, "The body is too large", "A JSON body may have 1 MB, a file 200 MB.",
         "Send less at once; split a file, or leave out pictures of a higher resolution than needed."),
    Kind("unsupported-media-type", 415, "The body is of a type that is not taken",
         "The call takes another Content-Type.",
         "Send `Content-Type: application/json`; for a token, a form; for a file, multipart/form-data."),
    Kind("invalid-input", 422, "Some fields are wrong, and nothing was stored",
         "The JSON can be read, but what it says cannot be taken. `errors` names every field that is wrong, as a JSON "
         "pointer into the request, or, on submission, into the application.",
         "Correct all that is listed and send it again."),
    Kind("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request",
         "The key was used within the last 24 hours with another address or another body.",
         "Make a new key for every new request, a UUID for instance; use one again only to repeat a request."),
    Kind("precondition-required", 428, "Say which version you change",
         "The call changes an application, so it needs `If-Match`: two changes made at once must not undo each other.",
         "Send the ETag that you were last given for the application as `If-Match`."),
    Kind("too-many-requests", 429, "Too many requests",
         "The client has used up its requests for this minute.", "Wait for the seconds that `Retry-After` says."),
    Kind("server-error", 500, "Something went wrong here",
         "The fault is ours, and it is recorded. Nothing was stored.",
         "Send the same again later, with the same Idempotency-Key."),
    Kind("document-damaged", 500, "The stored document is damaged",
         "The file in our store is missing or is no longer what was sent, so it is not given out. The fault is ours.",
         "Nothing that you can do mends it: it has been reported, and is brought back from a backup."),
    Kind("unavailable", 503, "The service cannot answer just now",
         "The service, or something it stands on, is being restarted.", "Try again in a minute."),
)  # fmt: skip

KINDS: Final = {kind.slug: kind for kind in _KINDS}
_FIRST_OF_STATUS: Final = {kind.status: kind for kind in reversed(_KINDS)}


def kind_of_status(status: int) -> Kind:
    """For an answer made elsewhere, of which the status alone is known."""
    general = {400: "bad-request", 404: "not-found", 422: "invalid-input"}.get(status)
    if general:
        return KINDS[general]
    return _FIRST_OF_STATUS.get(status) or KINDS["bad-request" if status < 500 else "server-error"]
