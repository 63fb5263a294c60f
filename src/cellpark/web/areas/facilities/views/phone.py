"""The page behind a firm's link: its permit on a phone, whether it is in force, and nothing else of the park."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.base.fields import in_reader_language
from cellpark.base.idempotency import Outcome
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Permit, PermitKind, PermitLink, PermitState, terms_of, words
from cellpark.identity.public import LinkState
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.areas.facilities.permit_standing import check_from, in_force
from cellpark.web.areas.facilities.views.common import name_of
from cellpark.web.areas.shipments.views.held import LATER, WAITS, counted, ended
from cellpark.web.pages import formats
from cellpark.web.pages.acts import perform
from cellpark.web.pages.forms.act_form import ActForm

ACTS = {"begin": facilities.begin_by_link, "end": facilities.end_by_link}
"""What the buttons of the page say."""


@never_cache
def permit_phone(request: HttpRequest, owner_id: UUID, secret: str) -> HttpResponse:
    """Show the permit as it stands now, and take the word that hot work begins and that it is over, each once."""
    try:
        link = facilities.find_permit_link(owner_id, secret)
    except Refused as refused:
        return ended(request, secret, refused.problems)
    holder = facilities.holder_of_permit(link)
    with use_scope(holder.scope):
        form = ActForm.of(request)
        allowed = request.method != "POST" or counted(secret)
        if not allowed:
            form.tell([WAITS])

        def act() -> Outcome:
            chosen = ACTS.get(request.POST.get("act", ""))
            if chosen is None:
                raise Refused(Problem("pages.form_incomplete"))
            chosen(owner=owner_id, secret=secret)
            return {}

        if allowed and perform(request, form, act, actor=holder) is not None:
            link, form = facilities.find_permit_link(owner_id, secret), ActForm()
        status = LATER if not allowed else form.status
        return render(request, "facilities/phone.html", {**_shown(link), "form": form}, status=status)


def _shown(link: PermitLink) -> dict[str, object]:
    """What the holder of a link reads: the permit. Neither who else is in the park nor who asked and gave."""
    row = link.permit
    hot, checks = row.kind == PermitKind.HOT_WORK, terms_of(row).checks
    colour, standing = standing_of(row)
    return {
        "row": row,
        "hot": hot,
        "kind": words.PERMIT_KINDS[row.kind],
        "park": name_of(row.organisation_id),
        "colour": colour,
        "standing": standing,
        "said": row.said if row.state in (PermitState.REVOKED, PermitState.DECLINED) else "",
        "waste": words.WASTE_KINDS.get(row.waste_kind, ""),
        "watch_until": check_from(row) if hot else None,
        "checks": [in_reader_language(checks[each].name_zh, checks[each].name_en) for each in row.checks],
        "may_say": hot and link.state == LinkState.OPEN and in_force(row, now()),
        "ends": link.expires_at,
    }


def standing_of(row: Permit) -> tuple[str, str]:
    """Whether work may go on now, as a colour and one sentence: the first thing that is read."""
    at, state = now(), PermitState(row.state)
    if in_force(row, at):
        return "running", _("In force until %(until)s.") % {"until": formats.moment(row.ends_at)}
    if state is PermitState.REQUESTED:
        return "waiting", _("Asked for and not permitted yet: do not begin.")
    if state is PermitState.APPROVED and at < row.starts_at:
        return "planned", _("Permitted from %(since)s on: do not begin before.") % {
            "since": formats.moment(row.starts_at)
        }
    if state in (PermitState.APPROVED, PermitState.ENDED):
        return "stopped", _("Over: nothing is permitted any more.")
    sentences = {
        PermitState.CLOSED: _("Over and closed: nothing is permitted any more."),
        PermitState.DECLINED: _("Declined: do not begin."),
        PermitState.WITHDRAWN: _("Withdrawn: do not begin."),
        PermitState.REVOKED: _("Revoked: stop at once."),
    }
    return "stopped", sentences[state]
