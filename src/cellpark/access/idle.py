"""Sessions end after idle minutes (A11-2d): a click keeps one awake, and whoever comes too late is told why."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from cellpark.base.messages import sentence
from cellpark.base.time import now
from cellpark.kernel.problem import Problem

SEEN_KEY = "seen_at"
WRITE_EVERY_S = 60


def keep_awake(request: HttpRequest) -> None:
    """Let the session's time begin anew with this click; one write a minute is enough for that."""
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
