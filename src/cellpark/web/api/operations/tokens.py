"""One's own access tokens."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import IN_PERSON, actor_of
from cellpark.identity.public import AccessToken, issue_token, revoke_token
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.tokens import IssuedTokenOut, TokenIn, TokenOut

TAG = "tokens"


@operation(
    "GET",
    "tokens",
    access=IN_PERSON,
    answers={200: list[TokenOut]},
    tag=TAG,
    summary=_("List your own tokens in this organisation"),
)
def list_tokens(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[TokenOut]:
    """One's own tokens, revoked and expired ones too; secrets are shown once and never again."""
    actor = actor_of(request)
    rows = AccessToken.objects.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    return [TokenOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "tokens",
    access=IN_PERSON,
    answers={201: IssuedTokenOut},
    tag=TAG,
    summary=_("Issue a token for a program"),
)
def issue(request: HttpRequest, response: HttpResponse, body: TokenIn) -> Status[IssuedTokenOut]:
    """Let a program act with a part of one's own permissions."""
    secret: list[str] = []

    def act() -> UUID:
        issued = issue_token(actor=actor_of(request), **body.model_dump())
        secret.append(issued.secret)
        return UUID(str(issued.token.id))

    done = perform(request, act)
    repeated(response, done)
    row = AccessToken.objects.get(id=done.id)
    return Status(201, IssuedTokenOut(token=TokenOut.of(row), secret=secret[0] if secret else None))


@operation(
    "POST",
    "tokens/{token_id}/revoke",
    access=IN_PERSON,
    answers={200: TokenOut},
    tag=TAG,
    summary=_("Revoke a token"),
)
def revoke(request: HttpRequest, response: HttpResponse, token_id: UUID) -> TokenOut:
    """Stop a program from acting, at once."""
    done = perform(request, lambda: revoke_token(actor=actor_of(request), token_id=token_id).id)
    repeated(response, done)
    return TokenOut.of(AccessToken.objects.get(id=done.id))
