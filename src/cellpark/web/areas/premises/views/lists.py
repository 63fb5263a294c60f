"""Lists of rooms: in, dry run first, and out."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused
from cellpark.premises import public as premises
from cellpark.premises.public import BYTES_MAX, XLSX_TYPE, Tried, words
from cellpark.web.areas.premises.forms import ConfirmForm, FileForm
from cellpark.web.areas.premises.views.common import crumbs
from cellpark.web.pages.acts import done, perform

BAD_SHOWN = 500
NAME_MAX = 200
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE}


def take_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would do is shown before anything is written."""
    form = FileForm.of(request)
    tried = _try(request, form) if request.method == "POST" and form.is_valid() else None
    context = {"form": form, "crumbs": crumbs(), "tried": tried, "columns": words.COLUMNS.items()}
    if tried is not None:
        context |= {
            "confirm": ConfirmForm(),
            "counts": _counts(tried),
            "bad_rows": len({each.row for each in tried.bad}),
            "bad": [
                {
                    "row": each.row,
                    "column": each.column,
                    "label": words.COLUMNS.get(each.column, each.column),
                    "value": each.value,
                    "why": explain(each.problem),
                }
                for each in tried.bad[:BAD_SHOWN]
            ],
            "more": max(len(tried.bad) - BAD_SHOWN, 0),
        }
    refused = form.is_bound and (tried is None or bool(tried.bad))
    return render(request, "premises/import.html", context, status=422 if refused else 200)


def _try(request: HttpRequest, form: FileForm) -> Tried | None:
    actor, sent = actor_of(request), form.cleaned_data["file"]
    if actor.organisation_id is None:
        form.tell([Problem("premises.file.gone", field="file")])
        return None
    try:
        content = sent.read(BYTES_MAX + 1)
        return premises.try_rooms(
            actor=actor, organisation=actor.organisation_id, content=content, name=str(sent.name)[:NAME_MAX]
        )
    except Refused as refusal:
        form.tell(refusal.problems)
    return None


def _counts(tried: Tried) -> list[str]:
    return [
        ngettext("%(count)s new room", "%(count)s new rooms", tried.opened) % {"count": tried.opened},
        ngettext("%(count)s changed room", "%(count)s changed rooms", tried.changed) % {"count": tried.changed},
        ngettext("%(count)s room as it is", "%(count)s rooms as they are", tried.same) % {"count": tried.same},
    ]


def confirm(request: HttpRequest, dry_run: UUID) -> HttpResponse:
    """Take in the very file that was tried."""
    form = ConfirmForm.of(request)

    def act() -> Outcome:
        made = premises.import_rooms(actor=actor_of(request), dry_run=dry_run)
        return {"opened": made.opened, "changed": made.changed}

    outcome = perform(request, form, act)
    if outcome is not None:
        said = _("The list is taken in: %(opened)s new rooms, %(changed)s changed.") % outcome
        return done(request, reverse("space_board"), said)
    context = {"form": FileForm(), "crumbs": crumbs(), "columns": words.COLUMNS.items(), "refused": form.problems}
    return render(request, "premises/import.html", context, status=form.status)


def export(request: HttpRequest, form: str) -> HttpResponse:
    """All rooms, or those of one day, in the form in which they are read again."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = None
    name = f'attachment; filename="rooms.{form}"'
    content = premises.export_rooms(form=form, day=day)
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": name})


def csv(request: HttpRequest) -> HttpResponse:
    """As CSV."""
    return export(request, "csv")


def xlsx(request: HttpRequest) -> HttpResponse:
    """As XLSX."""
    return export(request, "xlsx")


def empty(_request: HttpRequest) -> HttpResponse:
    """The head alone."""
    name = 'attachment; filename="rooms-empty.csv"'
    return HttpResponse(premises.empty_list(), content_type=TYPES["csv"], headers={"Content-Disposition": name})
