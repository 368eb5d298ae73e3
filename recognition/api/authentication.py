"""Who calls: the client whose bearer token the request bears. There is no other way in."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import AnonymousUser
from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from recognition.accounts.models import ApiClient
from recognition.clock import now

NOTED_EVERY: Final = timedelta(minutes=5)
NO_TOKEN: Final = "The request has no bearer token. Ask POST /oauth/token/ for one."
BAD_TOKEN: Final = "The token is unknown, revoked or expired. Ask POST /oauth/token/ for a new one."


class BearerAuthentication(BaseAuthentication):
    """The toolkit's own class parses the body before it looks at the token, and its tokens have no user. This reads the
    header alone, in one query, by the token's hash."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, AccessToken]:
        scheme, _, value = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer" or not value.strip():
            raise AuthenticationFailed(NO_TOKEN)
        token = _token(value.strip())
        if token is None or token.is_expired() or token.application is None:
            raise AuthenticationFailed(BAD_TOKEN)
        _note_use(token.application)
        return AnonymousUser(), token

    def authenticate_header(self, request: Request) -> str:
        error = ', error="invalid_token"' if get_authorization_header(request) else ""
        return f'Bearer realm="Recognition"{error}'


def _token(value: bytes) -> AccessToken | None:
    checksum = hashlib.sha256(value).hexdigest()
    tokens = AccessToken.objects.select_related("application__organisation")
    return tokens.filter(token_checksum=checksum).first()


def _note_use(client: ApiClient) -> None:
    """When a client was last used, to within five minutes: a write with each read would cost more than it tells."""
    at = now()
    if client.last_used_at is None or at - client.last_used_at > NOTED_EVERY:
        ApiClient.objects.filter(pk=client.pk).update(last_used_at=at)
