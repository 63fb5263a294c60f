"""The page on which a second person decides: who asked, when and why, every value, then two buttons."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cellpark.access.public import actor_of
from cellpark.billing.public import CreditNote
from cellpark.identity.public import names_of_people
from cellpark.receivables.public import Payee, Payout
from cellpark.web.areas.billing.forms import DecisionForm
from cellpark.web.areas.billing.views.common import act_page
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.tables import State


def decision_page(
    request: HttpRequest,
    page: FormPage,
    row: CreditNote | Payee | Payout,
    act: Callable[[bool], object],
    *,
    template: str,
    state: State,
    waits: bool,
    toast: Any,
    **more: Any,
) -> HttpResponse:
    """What somebody prepared, in full; ``act`` gets whether the second person agrees.

    Whoever prepared it reads that somebody else decides, and whoever comes late how it was decided.
    """
    form = DecisionForm.of(request)
    names = names_of_people(each for each in (row.proposed_by, row.decided_by) if each is not None)
    return act_page(
        request,
        form,
        page,
        lambda: act(form.cleaned_data["decision"] == "yes"),
        toast=toast,
        template=template,
        row=row,
        state=state,
        waits=waits,
        own=row.proposed_by is not None and row.proposed_by == actor_of(request).person_id,
        asked_by=names.get(row.proposed_by, "") if row.proposed_by else "",
        decided_by=names.get(row.decided_by, "") if row.decided_by else "",
        **more,
    )
