"""Deny by default: a view without a rule is refused, a rule that does not admit the actor is enforced."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from cellpark.access.current import actor_of_request
from cellpark.access.idle import keep_awake, to_sign_in
from cellpark.access.route import access_of
from cellpark.access.rule import Door
from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.kernel.problem import NotAllowed

logger = logging.getLogger(__name__)
MEMBERSHIP = "access:membership:hold"  # what a page asks for that is open to members without any right


class AccessMiddleware:
    """Builds the actor, opens its scope around view and rendering, enforces the view's rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the rest of the chain inside the actor's scope."""
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            if user.is_active:
                keep_awake(request)
            else:
                logout(request)
        actor = actor_of_request(request)
        request.actor = actor  # type: ignore[attr-defined]  # read by views through actor_of()
        with use_scope(actor.scope):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the actor in, send it to sign-in, or refuse."""
        access = access_of(view)
        if access is None:
            logger.error("view %s declares no access rule and was refused", getattr(view, "__qualname__", view))
            raise PermissionDenied
        actor = actor_of(request)
        if access.admits(actor):
            return None
        if actor.person_id is None:
            return to_sign_in(request)
        assert access.door is not Door.PUBLIC, "a public page admits everybody"
        # Django answers PermissionDenied itself at this place; the page reads the cause
        raise PermissionDenied from NotAllowed(access.permission or MEMBERSHIP)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return actor
