"""The tree that holds every event: its signed checkpoints, and the witnesses who vouch for them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import (
    Checkpoint,
    LedgerPermission,
    NotANote,
    SignedNote,
    Witness,
    add_cosignature,
    add_witness,
    checkpoint_note,
    consistency_proof,
    last_checkpoint,
    log_keys,
    make_checkpoint,
    open_note,
    seal_all,
    tree_size,
    verify_consistency,
)
from cellpark.web.pages.tables import Column, Kind, Table, table_response

NOTE_BYTES_MAX = 65_536


class Between(forms.Form):
    """Two checkpoints, by size."""

    old = forms.IntegerField(label=gettext_lazy("Older checkpoint (entries)"), min_value=1)
    new = forms.IntegerField(label=gettext_lazy("Newer checkpoint (entries)"), min_value=1)


def checkpoints(request: HttpRequest) -> HttpResponseBase:
    """All checkpoints, newest first, and the proof that one continues another."""
    rows = Checkpoint.objects.annotate(witnesses=Count("cosignatures"))
    table = Table(
        rows,
        CHECKPOINTS,
        request,
        caption=_("Checkpoints"),
        order="-size",
        empty=_("No checkpoint was signed yet."),
        keep=("old", "new"),
    )
    form = Between(request.GET if "old" in request.GET else None)
    newest = last_checkpoint()
    context = {
        "crumbs": [{"href": reverse("ledger"), "label": _("Ledger")}],
        "newest": newest,
        "size": tree_size(),
        "form": form,
        "between": _between(form) if form.is_bound and form.is_valid() else None,
        "may_make": actor_of(request).may(LedgerPermission.MAKE_CHECKPOINT),
        "keys": log_keys(),
    }
    return table_response(request, "ledger/checkpoints.html", table, context)


def _between(form: Between) -> dict[str, Any]:
    """The consistency proof between two checkpoints, checked."""
    sizes = sorted((form.cleaned_data["old"], form.cleaned_data["new"]))
    known = {each.size: each for each in Checkpoint.objects.filter(size__in=sizes)}
    missing = [size for size in sizes if size not in known]
    if missing:
        return {"missing": missing[0]}
    old, new = (known[size] for size in sizes)
    proof = consistency_proof(old.size, new.size)
    holds = verify_consistency(old.size, new.size, bytes(old.root), bytes(new.root), proof)
    return {"old": old, "new": new, "proof": [node.hex() for node in proof], "holds": holds}


def checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    """One checkpoint: its note as it is signed, and who vouches for it."""
    found = Checkpoint.objects.get(size=size)
    context = {
        "crumbs": [
            {"href": reverse("ledger"), "label": _("Ledger")},
            {"href": reverse("ledger-checkpoints"), "label": _("Checkpoints")},
        ],
        "checkpoint": found,
        "root": bytes(found.root).hex(),
        "note": checkpoint_note(found),
        "cosignatures": found.cosignatures.select_related("witness").order_by("signed_at"),
        "before": Checkpoint.objects.filter(size__lt=size).order_by("-size").first(),
    }
    return render(request, "ledger/checkpoint.html", context)


def checkpoint_file(request: HttpRequest, size: int) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The note as a file, for a witness."""
    answer = HttpResponse(checkpoint_note(Checkpoint.objects.get(size=size)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="checkpoint-{size}.txt"'
    return answer


@require_POST
def sign_checkpoint(request: HttpRequest) -> HttpResponse:
    """Seal what is committed and sign the tree now."""
    actor = actor_of(request)
    actor.require(LedgerPermission.MAKE_CHECKPOINT)
    seal_all()
    made = make_checkpoint(actor=actor)
    if made is None:
        messages.info(request, _("The tree is empty; there is nothing to sign yet."))
    else:
        messages.success(request, _("The checkpoint of %(size)s entries is signed.") % {"size": made.size})
    return HttpResponseRedirect(reverse("ledger-checkpoints"))


class WitnessForm(forms.Form):
    """A witness's public key."""

    vkey = forms.CharField(
        label=gettext_lazy("Verifier key of the witness"),
        help_text=gettext_lazy(
            "The whole line that the witness published: name, key id and key, joined by plus signs."
        ),
        max_length=4_000,
    )


class CosignedForm(forms.Form):
    """A checkpoint that came back with a witness's line."""

    note = forms.FileField(label=gettext_lazy("The checkpoint with the witness’s signature"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or the text of it"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=NOTE_BYTES_MAX,
    )


def witnesses(request: HttpRequest) -> HttpResponse:
    """Who vouches for the checkpoints; add one, hand out the checkpoint, take back the cosigned one."""
    actor = actor_of(request)
    adding, returning, problems = WitnessForm(), CosignedForm(), []
    if request.method == "POST":
        actor.require(LedgerPermission.MANAGE_WITNESSES)
        try:
            done = _add(request) if "vkey" in request.POST else _take_back(request)
        except Refused as refusal:
            problems = [explain(problem) for problem in refusal.problems]
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("ledger-witnesses"))
        adding, returning = WitnessForm(request.POST or None), CosignedForm(request.POST or None)
    known = Witness.objects.annotate(count=Count("cosignatures")).order_by("name")
    context = {
        "crumbs": [{"href": reverse("ledger"), "label": _("Ledger")}],
        "witnesses": known,
        "newest": last_checkpoint(),
        "may_manage": actor.may(LedgerPermission.MANAGE_WITNESSES),
        "adding": adding,
        "returning": returning,
        "added_problems": problems if "vkey" in request.POST else [],
        "returned_problems": [] if "vkey" in request.POST else problems,
    }
    return render(request, "ledger/witnesses.html", context, status=422 if problems else 200)


def _add(request: HttpRequest) -> str:
    made = add_witness(actor=actor_of(request), vkey=request.POST["vkey"].strip())
    return _("%(name)s may cosign checkpoints from now on.") % {"name": made.name}


def _take_back(request: HttpRequest) -> str:
    file = request.FILES.get("note")
    data = file.read(NOTE_BYTES_MAX + 1) if file is not None else request.POST.get("text", "").encode()
    try:
        note = SignedNote.parse(data.replace(b"\r\n", b"\n").strip() + b"\n")
        size = open_note(note, ()).checkpoint.size
    except NotANote as error:
        raise Refused(Problem("pages.cosigned.not_a_note", field="note")) from error
    known = {each.name: each for each in Witness.objects.filter(name__in=[line.name for line in note.signatures])}
    if not known:
        raise Refused(Problem("pages.cosigned.no_witness", field="note"))
    for line in note.signatures:
        if line.name in known:
            add_cosignature(actor=actor_of(request), witness=known[line.name], size=size, line=line.encode())
    return _("The checkpoint of %(size)s entries is cosigned by %(names)s.") % {
        "size": size,
        "names": str(_(", ")).join(sorted(known)),
    }


CHECKPOINTS: tuple[Column[Checkpoint], ...] = (
    Column(
        key="size",
        label=gettext_lazy("Entries"),
        kind=Kind.NUMBER,
        sort="size",
        link=lambda row: reverse("ledger-checkpoint", args=[row.size]),
    ),
    Column(key="at", label=gettext_lazy("Signed at"), kind=Kind.MOMENT),
    Column(key="root", label=gettext_lazy("Root of the tree"), value=lambda row: f"{bytes(row.root).hex()[:16]}…"),
    Column(key="witnesses", label=gettext_lazy("Witnesses"), kind=Kind.NUMBER),
)
