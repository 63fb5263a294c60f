"""Access tokens: issuing one, showing its secret once, revoking it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.scope import Scope, use_scope
from cellpark.identity.public import AccessToken, issue_token, own_tokens, revoke_token
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.profile import TokenForm
from cellpark.web.pages.views.profile import reader


@never_cache
def issue(request: HttpRequest) -> HttpResponse:
    """A new token. Its secret goes into this one answer and is kept nowhere."""
    actor = actor_of(request)
    form = TokenForm.of(request, permissions=actor.permissions)
    secrets: list[str] = []

    def act() -> Outcome:
        sent = form.cleaned_data
        issued = issue_token(actor=actor, title=sent["title"], scopes=sent["scopes"], expires_on=sent["expires_on"])
        secrets.append(issued.secret)
        return {"title": issued.token.title}

    outcome = perform(request, form, act)
    if outcome is not None:
        # a second click finds the token made and no secret: it was in the answer to the first
        context = {"title": outcome["title"], "secret": secrets[0] if secrets else "", "crumbs": crumbs()}
        return render(request, "profile/token_issued.html", context)
    page = FormPage(
        title=_("Issue an access token"),
        submit=_("Issue"),
        back=reverse("profile"),
        lead=_(
            "A program that carries the token acts in your name, within what you tick here and never beyond your "
            "own rights. Give each program its own, with as little as it needs."
        ),
        crumbs=crumbs(),
    )
    return show_page(request, form, page)


def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """The program can no longer act, from this moment on."""
    person = reader(request)
    token = next((each for each in own_tokens(person.id) if each.id == token_id), None)
    if token is None:
        raise AccessToken.DoesNotExist
    form = ActForm.of(request)

    def act() -> Outcome:
        # one's own token may act in another organisation than the one acted for now
        with use_scope(Scope(frozenset({token.organisation_id}))):
            revoke_token(actor=actor_of(request), token_id=token_id)
        return {}

    back = reverse("profile")
    if perform(request, form, act) is not None:
        return done(request, back, _("The token “%(title)s” is revoked.") % {"title": token.title})
    page = FormPage(
        title=_("Revoke an access token"),
        submit=_("Revoke it"),
        back=back,
        kicker=token.title,
        danger=_("The program stops working at once. A revoked token stays revoked."),
        crumbs=crumbs(),
    )
    return show_page(request, form, page)


def crumbs() -> tuple[dict[str, object], ...]:
    """Where tokens are."""
    return ({"href": reverse("profile"), "label": _("My account")},)
