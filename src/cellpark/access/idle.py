"""Sessions end after idle minutes (A11-2d): a click keeps one awake, and whoever comes too late is told why."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from cellpark.base.messages import sentence
from cellpark.base.time import now
from cellpark.kernel.problem import Problem

SEEN_KEY = "seen_at"
WRITE_EVERY_S = 60


def has_run_out(request: HttpRequest) -> bool:
    """Whether the last click is longer ago than the site allows, or lies in the future by more than a minute's write.

    The store forgets old sessions by the machine's own time; this asks the clock in force, by which all acts are dated.
    """
    seen = request.session.get(SEEN_KEY)
    if not isinstance(seen, int):
        return False  # the first click after a sign-in
    return not -WRITE_EVERY_S <= int(now().timestamp()) - seen < settings.SESSION_COOKIE_AGE


def keep_awake(request: HttpRequest) -> None:
    """Let the session's time begin anew with this click, or end a session that has run out.

    One write a minute is enough for that.
    """
    if has_run_out(request):
        logout(request)
        return
    moment = int(now().timestamp())
    seen = request.session.get(SEEN_KEY)
    if not isinstance(seen, int) or not 0 <= moment - seen < WRITE_EVERY_S:
        request.session[SEEN_KEY] = moment


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the door and back; with a sentence for somebody whose session ran out meanwhile."""
    ran_out = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
    if ran_out:
        minutes = settings.SESSION_COOKIE_AGE // 60
        messages.warning(request, sentence(Problem("access.session_ended", {"minutes": minutes})))
    return redirect_to_login(request.get_full_path())
