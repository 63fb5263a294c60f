"""Specifications: the list, a version with what changed, putting a text forward (211-160a)."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.quality import public as quality
from cellpark.quality.public import Phase, QualityPermission, Specification, SpecificationState, Stage
from cellpark.quality.words import PHASES, STAGES
from cellpark.web.areas.quality.changes import changes
from cellpark.web.areas.quality.forms import SpecificationForm
from cellpark.web.areas.quality.standing import offers_of, truth
from cellpark.web.areas.quality.views.common import act_page, laboratory_crumbs, named
from cellpark.web.areas.quality.words import SPECIFICATIONS, options
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import offer
from cellpark.web.pages.signature_words import signature_row
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[Specification], ...] = (
    Column(
        key="product",
        label=gettext_lazy("Product"),
        kind=Kind.CODE,
        value="product",
        sort="product",
        search=("product", "title_zh", "title_en", "sha256"),
        link=lambda row: reverse("specification", args=[row.id]),
    ),
    Column(key="number", label=gettext_lazy("Version"), kind=Kind.NUMBER, value="number", sort="number"),
    Column(key="title", label=gettext_lazy("Title"), value="title"),
    Column(key="site", label=gettext_lazy("Site"), value="site", sort="site"),
    Column(key="phase", label=gettext_lazy("Phase"), value=lambda row: str(PHASES[Phase(row.phase)]), sort="phase"),
    Column(key="market", label=gettext_lazy("Market"), value="market", sort="market"),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: SPECIFICATIONS[row.state],
        sort="state",
    ),
    Column(
        key="approved_at",
        label=gettext_lazy("In force since"),
        kind=Kind.MOMENT,
        value="approved_at",
        sort="approved_at",
    ),
)


def specifications(request: HttpRequest) -> HttpResponseBase:
    """All versions in sight."""
    rows = quality.specifications().defer("text")
    counts = rows.order_by().aggregate(
        force=Count("pk", filter=Q(state=SpecificationState.APPROVED)),
        way=Count("pk", filter=Q(state__in=(SpecificationState.DRAFT, SpecificationState.IN_REVIEW))),
    )
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Versions of specifications"),
        order="product",
        choices=(Choice(key="state", label=_("State"), lookup="state", options=options(SPECIFICATIONS)),),
        empty=_("No specification is here yet: put the first text forward."),
    )
    context = {
        "now": _("%(force)s in force; %(way)s on their way.") % counts,
        "next": _("Versions on their way are signed by author and approver.") if counts["way"] else "",
        "draft": offer(
            actor_of(request),
            QualityPermission.WRITE_SPECIFICATION,
            _("Put a specification forward"),
            reverse("specification_draft"),
            icon="plus",
            look="primary",
        ),
    }
    return table_response(request, "quality/specifications.html", table, context)


def specification(request: HttpRequest, specification_id: UUID) -> HttpResponse:
    """One version: its lines, who signed, what changed against the version before."""
    found = quality.specification(specification_id)
    document = found.document
    before = quality.versions_of(found).filter(number__lt=found.number).first()
    people = named(found.author, found.approver)
    acts = offers_of(actor_of(request), found)
    context = {
        "found": found,
        "document": document,
        "stages": [
            (words, rows)
            for stage, words in STAGES.items()
            if (rows := [each for each in document.attributes if each.stage is Stage(stage)])
        ],
        "phase": PHASES[Phase(found.phase)],
        "state": SPECIFICATIONS[found.state],
        "truth": truth(found),
        "author": people.get(found.author, ""),
        "approver": people.get(found.approver, ""),
        "before": before,
        "changes": [] if before is None else changes(before.document, document),
        "versions": quality.versions_of(found)[:20],
        "signatures": [signature_row(each) for each in (found.author_signature, found.approver_signature) if each],
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "history": history_of([found.stream]),
        "crumbs": crumbs(),
    }
    return render(request, "quality/specification.html", context)


def crumbs(*more: tuple[str, str]) -> tuple[dict[str, str], ...]:
    """The way to a page of a specification."""
    return laboratory_crumbs((reverse("specifications"), _("Specifications")), *more)


def file(request: HttpRequest, specification_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The text as it was signed."""
    found = quality.specification(specification_id)
    answer = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.product}-{found.number}.yaml"'.replace("/", "-")
    return answer


def draft(request: HttpRequest) -> HttpResponse:
    """A new text, or the next version of one."""
    wanted = request.GET.get("from", "")
    source = quality.specifications().filter(id=UUID(wanted)).first() if _is_id(wanted) else None
    form = SpecificationForm.of(request, initial={"text": "" if source is None else source.text})
    page = FormPage(
        title=_("Put a specification forward"),
        submit=_("Keep the draft"),
        back=reverse("specifications"),
        lead=_("Product, site, phase and market in the text say of which specification it is the next version."),
        crumbs=crumbs(),
    )

    def act() -> dict[str, str]:
        made = quality.draft_specification(actor=actor_of(request), text=form.cleaned_data["text"])
        return {"id": str(made.id)}

    made = perform(request, form, act)
    if made is not None:
        return done(request, reverse("specification", args=[made["id"]]), _("The draft is kept."))
    return show_page(request, form, page)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return len(text) == 36


def discard(request: HttpRequest, specification_id: UUID) -> HttpResponse:
    """The draft is given up."""
    return _with_reason(request, specification_id, quality.discard_specification, title=_("Discard the draft"))


def retire(request: HttpRequest, specification_id: UUID) -> HttpResponse:
    """No new batch is tested against it."""
    return _with_reason(request, specification_id, quality.retire_specification, title=_("Retire the specification"))


def _with_reason(
    request: HttpRequest, specification_id: UUID, act: Callable[..., object], *, title: str
) -> HttpResponse:
    found = quality.specification(specification_id)
    form = ReasonForm.of(request, version=found.version)
    back = reverse("specification", args=[specification_id])
    page = FormPage(
        title=title,
        submit=title,
        back=back,
        kicker=f"{found.product} {found.number}",
        crumbs=crumbs((back, f"{found.product} {found.number}")),
    )

    def run() -> object:
        return act(
            actor=actor_of(request),
            specification_id=specification_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )

    return act_page(request, form, page, run, to=back, toast=_("Recorded."))
