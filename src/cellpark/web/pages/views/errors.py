"""Pages for what went wrong. Each says what, why and what to do, in the reader's language and in the other one."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, roles_with
from cellpark.base.messages import Message, explain
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.web.pages.words import role_names

WORDS: dict[int, Message] = {
    400: Message(
        _("We could not read this request."),
        _("Part of it was missing or in a form that this page does not know."),
        _("Go back, reload the page and try once more."),
    ),
    403: Message(
        _("This page is not open to you."),
        _("What you may see and do follows from your roles in your organisation."),
        _("Check for which organisation you are acting, or ask its administrator for the role that you need."),
    ),
    404: Message(
        _("There is nothing here for you."),
        _("The address may be mistyped, the thing may have moved, or it belongs to another organisation."),
        _("Check the address, or start again from the first page."),
    ),
    409: Message(
        _("This was changed while you had it open."),
        _("An act is based on what you saw, so that nobody overwrites what they never read."),
        _("Go back, reload the page, and act on what it shows now."),
    ),
    413: Message(
        _("What you sent is too large."),
        _("Every upload has a limit, so that one upload never stops the site for others."),
        _("Send a smaller file, or send it in parts."),
    ),
    429: Message(
        _("Too many attempts in a short time."),
        _("After several failures the site waits, so that nobody can guess a password."),
        _("Wait fifteen minutes and try again. If it was not you, tell an administrator."),
    ),
    500: Message(
        _("Something broke on our side."),
        _("Nothing that was confirmed is lost, and what was not confirmed did not happen. The fault was noted."),
        _("Go back and try again. If it happens twice, tell an administrator the time at which it happened."),
    ),
}
STALE_FORM = Message(
    _("This form is too old to be sent."),
    _("A form belongs to one sign-in, so that no other site can send it in your name."),
    _("Go back, reload the page and send it again. Cookies must be allowed for this site."),
)


@dataclass(frozen=True, slots=True)
class Words:
    """One message in one language."""

    language: str
    what: str
    why: str
    remedy: str


def in_every_language(message: Message) -> list[Words]:
    """The message in the reader's language first, then in the others."""
    here = translation.get_language() or settings.LANGUAGE_CODE
    codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != here)
    found = []
    for code in codes:
        with translation.override(code):
            found.append(Words(code, str(message.what), str(message.why), str(message.remedy)))
    return found


def error_page(request: HttpRequest, status: int, message: Message | None = None) -> HttpResponse:
    """The page for ``status`` within the frame of the site."""
    words = in_every_language(message or WORDS[status])
    return render(request, "error.html", {"status": status, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where the request was too large."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the roles that may where a permission is missing."""
    for each in (exception, exception.__cause__ if exception else None):
        if isinstance(each, NotAllowed):
            return lacks_permission(request, each)
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """404, the same for what is not there and for what is another's; but a last slash too many is taken away."""
    bare = request.path_info.rstrip("/")
    if request.method in {"GET", "HEAD"} and bare and bare != request.path_info and _is_page(bare):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(escape_leading_slashes(bare) + (f"?{query}" if query else ""))
    return error_page(request, 404)


def _is_page(path: str) -> bool:
    """Whether a pattern of the site has this address; whether the thing is there is not asked."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.url_name != "api-unknown"


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- allauth's signature
    """429."""
    return error_page(request, 429)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403 for a form without its token."""
    return error_page(request, 403, STALE_FORM)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """500, drawn without request, session or database: any of them may be what broke."""
    html = render_to_string("error_bare.html", {"status": 500, "words": in_every_language(WORDS[500])})
    return HttpResponse(html, status=500)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409 where the thing moved on meanwhile, else 422: the problems, in words."""
    stale = any(problem.code.endswith(".stale") for problem in refusal.problems)
    problems = [explain(problem) for problem in refusal.problems]
    return render(request, "refused.html", {"problems": problems}, status=409 if stale else 422)


def lacks_permission(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    """403 that names the roles which may."""
    names = role_names(roles_with(refusal.permission))
    nowhere = getattr(request, "actor", None) is None or actor_of(request).organisation_id is None
    problem = Problem("access.no_membership") if nowhere else Problem("access.not_allowed", {"roles": names})
    if not nowhere and not names:
        return error_page(request, 403)
    problems = [explain(problem)]
    return render(request, "refused.html", {"problems": problems}, status=403)
