"""Where a client gets its token: OAuth 2 client credentials, and nothing else of OAuth."""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from oauth2_provider.oauth2_backends import get_oauthlib_core
from oauth2_provider.oauth2_validators import OAuth2Validator
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recognition.accounts.models import ApiClient
from recognition.clock import now

from .problems import Problem
from .throttles import PerAddress
from .token_shapes import TokenAnswer, TokenRequest

GRANT: Final = "client_credentials"
FORM: Final = "application/x-www-form-urlencoded"
CHALLENGE: Final = {"WWW-Authenticate": 'Basic realm="Recognition"'}
WRONG_CLIENT: Final = "There is no client with this id and secret."


class ClientValidator(OAuth2Validator):
    """The toolkit looks a client up by whatever text was sent, and the database takes no NUL; it knows one secret of a
    client, and while it is rotated there are two."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        if super().authenticate_client(request, *args, **kwargs):
            return _used(request.client, "secret_used_at")
        client = request.client
        if client is None or not client.overlaps(now()):
            return False
        client.client_secret = client.previous_secret  # of this request's copy alone, which nobody saves
        return super().authenticate_client(request, *args, **kwargs) and _used(client, "previous_secret_used_at")

    def _load_application(self, client_id: str, request: Any) -> Any:
        if not client_id or "\x00" in client_id:
            return None
        return super()._load_application(client_id, request)


def _used(client: ApiClient, field: str) -> bool:
    """Notes the use, and says yes."""
    ApiClient.objects.filter(pk=client.pk).update(**{field: now()})
    return True


@method_decorator(sensitive_post_parameters("client_secret"), name="dispatch")
class TokenView(APIView):
    """The toolkit makes the token; this view takes the form and gives refusals their form."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PerAddress,)
    parser_classes = (FormParser,)
    http_method_names = ["post"]

    @extend_schema(
        operation_id="token_create",
        summary="Get a token",
        description="Client credentials, by HTTP Basic or in the form. Without `scope` the token has every scope.",
        request={FORM: TokenRequest},
        responses={200: TokenAnswer},
        tags=["Token"],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        _check(request)
        _, _, body, status = get_oauthlib_core().create_token_response(request._request)
        answer = json.loads(body)
        if status != 200:
            raise _refusal(status, answer)
        return Response(answer, headers={"Cache-Control": "no-store"})


def _check(request: Request) -> None:
    kind = request._request.content_type or FORM
    if kind != FORM:
        raise UnsupportedMediaType(kind)
    form = request._request.POST
    if any("\x00" in value for values in form.lists() for value in (values[0], *values[1])):
        raise _bad("invalid_request", "A value holds a NUL character.")
    if form.get("grant_type") != GRANT:
        code = "unsupported_grant_type" if form.get("grant_type") else "invalid_request"
        raise _bad(code, f"Send grant_type={GRANT}.")


def _refusal(status: int, answer: dict[str, str]) -> Problem:
    code = answer.get("error", "invalid_request")
    if status == 401 or code in ("invalid_client", "unauthorized_client"):
        members = _members("invalid_client", WRONG_CLIENT)
        return Problem("invalid-client", WRONG_CLIENT, headers=CHALLENGE, members=members)
    return _bad(code, answer.get("error_description") or _WORDS.get(code, code))


_WORDS: Final = {
    "invalid_scope": "Ask for scopes among applications:read, applications:write, documents:write, webhooks:write.",
    "invalid_request": "Send the client's id and secret by HTTP Basic, or in the form.",
}


def _bad(code: str, words: str) -> Problem:
    return Problem("bad-request", words, members=_members(code, words))


def _members(code: str, words: str) -> dict[str, str]:
    """What OAuth's own libraries look for (RFC 6749, 5.2)."""
    return {"error": code, "error_description": words}
