"""One's own account: names, ways to sign in, keys to sign with, programs that act for one."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import LANGUAGE_COOKIE, ZONE_COOKIE, actor_of, keep_preference
from cellpark.base.idempotency import Outcome
from cellpark.base.time import now
from cellpark.identity.public import AccessToken, Duty, Person, change_own_details, own_tokens
from cellpark.web.pages.acts import Present, done, perform, show
from cellpark.web.pages.forms.profile import DetailsForm
from cellpark.web.pages.tables import State
from cellpark.web.pages.words import DUTIES, PERMISSIONS

DETAILS = ("name_zh", "name_en", "language", "time_zone")
KEY_KINDS: Mapping[str, Promise] = {
    Authenticator.Type.WEBAUTHN: gettext_lazy("Passkey: signs in and signs records"),
    Authenticator.Type.TOTP: gettext_lazy("App with codes: second step after the password"),
    Authenticator.Type.RECOVERY_CODES: gettext_lazy("Recovery codes: for the day a key is lost"),
}
TOKEN_RUNS = State("running", gettext_lazy("Usable"))
TOKEN_EXPIRED = State("done", gettext_lazy("Expired"))
TOKEN_REVOKED = State("stopped", gettext_lazy("Revoked"))


def profile(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account, and the form for one's details."""
    person = reader(request)
    initial = {name: getattr(person, name) for name in DETAILS}
    form = DetailsForm.of(request, initial=initial, version=person.version)

    def act() -> Outcome:
        sent = form.cleaned_data
        change_own_details(
            actor=actor_of(request),
            **{name: sent[name] for name in DETAILS},
            seen_version=form.seen_version,
        )
        return {"language": sent["language"], "time_zone": sent["time_zone"]}

    def present() -> Present:
        here = Person.objects.get(id=person.id)
        return Present(here.version, {name: getattr(here, name) for name in DETAILS})

    outcome = perform(request, form, act, present=present)
    if outcome is not None:
        return _remember(done(request, request.path, _("Your details are changed.")), outcome)
    context = {
        "person": person,
        "duty": DUTIES[Duty(person.duty)],
        "keys": keys_of(person),
        "tokens": [token_line(each) for each in own_tokens(person.id)],
        "may_issue": actor_of(request).organisation_id is not None,
        "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
    }
    return show(request, "profile/profile.html", form, context)


def reader(request: HttpRequest) -> Person:
    """Who is signed in."""
    person = request.user
    assert isinstance(person, Person), "the address is open to people who signed in"
    return person


def keys_of(person: Person) -> list[dict[str, object]]:
    """Second factors and passkeys: what they are called, since when, last used."""
    rows = Authenticator.objects.filter(user_id=person.id).order_by("created_at")
    return [
        {
            "row": each,
            "name": each.wrap().name if each.type == Authenticator.Type.WEBAUTHN else "",
            "kind": KEY_KINDS[each.type],
            "is_passkey": each.type == Authenticator.Type.WEBAUTHN,
        }
        for each in rows
    ]


def token_line(token: AccessToken) -> dict[str, object]:
    """One token as the page draws it."""
    usable = token.revoked_at is None and token.expires_at > now()
    ended = TOKEN_EXPIRED if token.revoked_at is None else TOKEN_REVOKED
    may = str(_(", ")).join(str(PERMISSIONS.get(scope, scope)) for scope in token.scopes)
    return {"row": token, "state": TOKEN_RUNS if usable else ended, "may": may, "usable": usable}


def _remember(answer: HttpResponse, outcome: Outcome) -> HttpResponse:
    """The pages speak the new language from the next one on."""
    for cookie, value in ((LANGUAGE_COOKIE, outcome["language"]), (ZONE_COOKIE, outcome["time_zone"])):
        keep_preference(answer, cookie, str(value))
    return answer
