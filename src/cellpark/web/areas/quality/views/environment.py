"""Readings of the environment: plates, air, particles, each with the limit of its room's grade (A1-1a)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of, roles_with
from cellpark.base.idempotency import Outcome
from cellpark.quality import public as quality
from cellpark.quality.public import UNITS, EnvironmentResult, EnvironmentState, Monitoring, QualityPermission
from cellpark.quality.words import METHODS
from cellpark.web.areas.quality.control_chart import READINGS_MAX, charts_of
from cellpark.web.areas.quality.forms import EnvironmentForm
from cellpark.web.areas.quality.views.common import act_page, laboratory_crumbs, named
from cellpark.web.areas.quality.words import ENVIRONMENT, VERDICTS, options
from cellpark.web.pages.acts import FormPage, done, perform, show
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response
from cellpark.web.pages.words import role_names

COLUMNS: tuple[Column[EnvironmentResult], ...] = (
    Column(
        key="room",
        label=gettext_lazy("Room"),
        kind=Kind.CODE,
        value="room_code",
        sort="room_code",
        search=("room_code", "location"),
        link=lambda row: reverse("environment_reading", args=[row.id]),
    ),
    Column(key="grade", label=gettext_lazy("Grade"), value="grade", sort="grade"),
    Column(key="location", label=gettext_lazy("Location"), value="location", sort="location"),
    Column(
        key="method",
        label=gettext_lazy("Method"),
        value=lambda row: str(METHODS[Monitoring(row.method)]),
        sort="method",
    ),
    Column(key="value", label=gettext_lazy("Count"), kind=Kind.NUMBER, value="value"),
    Column(key="limit", label=gettext_lazy("Limit"), kind=Kind.NUMBER, value="limit"),
    Column(
        key="passes",
        label=gettext_lazy("Verdict"),
        kind=Kind.STATE,
        value=lambda row: VERDICTS["pass" if row.passes else "fail"],
        sort="passes",
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: ENVIRONMENT[row.state],
        sort="state",
    ),
    Column(key="sampled_at", label=gettext_lazy("Sampled at"), kind=Kind.MOMENT, value="sampled_at", sort="sampled_at"),
)


def readings(request: HttpRequest) -> HttpResponseBase:
    """Every reading in sight, the newest first."""
    rows = quality.environment_results()
    waiting = rows.filter(state=EnvironmentState.RECORDED).count()
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("Readings of the environment"),
        order="-sampled_at",
        choices=(
            Choice(key="state", label=_("State"), lookup="state", options=options(ENVIRONMENT)),
            Choice(
                key="method",
                label=_("Method"),
                lookup="method",
                options=tuple((each.value, str(said)) for each, said in METHODS.items()),
            ),
        ),
        empty=_("No reading yet. Record the first plate, air sample or particle count."),
    )
    latest = rows.exclude(state=EnvironmentState.RETRACTED).order_by("-sampled_at")[:READINGS_MAX]
    context = {
        "charts": charts_of(list(latest)),
        "now": _("%(count)s readings wait for verification.") % {"count": waiting},
        "next": _("A second person looks at each reading.") if waiting else "",
        "who": role_names(roles_with(QualityPermission.VERIFY_MONITORING)) if waiting else "",
        "record": offer(
            actor_of(request),
            QualityPermission.MONITOR,
            _("Record a reading"),
            reverse("environment_record"),
            icon="plus",
            look="primary",
        ),
    }
    return table_response(request, "quality/environment.html", table, context)


def record(request: HttpRequest) -> HttpResponse:
    """A count at a place of a room."""
    form = EnvironmentForm.of(request)
    back = reverse("environment")
    page = FormPage(
        title=_("Record a reading"),
        submit=_("Record"),
        back=back,
        lead=_("The limit follows from the grade of the room (EU GMP Annex 1, tables 5 and 6)."),
        crumbs=laboratory_crumbs((back, _("Environment"))),
    )

    def run() -> object:
        sent = form.cleaned_data
        return quality.record_environment(
            actor=actor_of(request),
            room=sent["room"],
            location=sent["location"],
            method=Monitoring(sent["method"]),
            value=sent["value"],
        )

    return act_page(request, form, page, run, to=back, toast=_("Recorded."))


def reading(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """One reading, and its verification."""
    found = quality.environment_result(reading_id)
    actor = actor_of(request)
    waits = found.state == EnvironmentState.RECORDED
    may = waits and actor.may(QualityPermission.VERIFY_MONITORING)
    form = ActForm.of(request, version=found.version)
    if may:

        def act() -> Outcome:
            quality.verify_environment(actor=actor, reading_id=reading_id, seen_version=form.seen_version)
            return {}

        if perform(request, form, act) is not None:
            return done(request, reverse("environment_reading", args=[reading_id]), _("Recorded."))
    people = named(found.recorded_by, found.verified_by)
    context = {
        "found": found,
        "method": METHODS[Monitoring(found.method)],
        "unit": UNITS[Monitoring(found.method)],
        "state": ENVIRONMENT[found.state],
        "verdict": VERDICTS["pass" if found.passes else "fail"],
        "recorder": people.get(found.recorded_by, ""),
        "verifier": people.get(found.verified_by, ""),
        "waits": waits,
        "may": may,
        "who": role_names(roles_with(QualityPermission.VERIFY_MONITORING)) if waits else "",
        "offers": []
        if found.state == EnvironmentState.RETRACTED
        else [
            offer(
                actor,
                QualityPermission.DECIDE,
                _("Retract the reading"),
                reverse("environment_retract", args=[reading_id]),
            )
        ],
        "history": history_of([found.stream]),
        "crumbs": laboratory_crumbs((reverse("environment"), _("Environment"))),
    }
    return show(request, "quality/environment_reading.html", form, context)


def retract(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """It was no reading of this place."""
    found = quality.environment_result(reading_id)
    form = ReasonForm.of(request, version=found.version)
    back = reverse("environment_reading", args=[reading_id])
    page = FormPage(
        title=_("Retract the reading"),
        submit=_("Retract"),
        back=back,
        kicker=f"{found.room_code} \u00b7 {found.location}",
        crumbs=laboratory_crumbs((back, found.room_code)),
    )

    def run() -> object:
        return quality.retract_environment(
            actor=actor_of(request),
            reading_id=reading_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )

    return act_page(request, form, page, run, to=back, toast=_("Recorded."))
