"""Keeping a tube or a gating strategy, byte for byte."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.assays.public import check_tube
from cellpark.base.idempotency import Outcome
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.public import keep_strategy, note_refused_file
from cellpark.web.areas.flow.forms import StrategyForm, TubeForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.large_requests import takes_raw_files


@takes_raw_files
def keep_tube(request: HttpRequest) -> HttpResponse:
    """A damaged file is refused here, by the name of its fault, and not when somebody needs the result."""
    form = TubeForm.of(request)

    def act() -> Outcome:
        file = form.cleaned_data["file"]
        content = file.read()
        check_tube(content)
        keep_file(actor=actor_of(request), content=content, name=file.name)
        return {}

    page = FormPage(
        title=_("Keep a tube"),
        submit=_("Keep"),
        back=reverse("flow"),
        lead=_("The bytes of the instrument are the original record. They are checked and kept as they are."),
        crumbs=({"href": reverse("flow"), "label": _("Flow cytometry")},),
    )
    return _page(request, form, page, act, _("The tube is kept."))


def keep_a_strategy(request: HttpRequest) -> HttpResponse:
    """The document is read strictly before it is kept."""
    form = StrategyForm.of(request)

    def act() -> Outcome:
        file = form.cleaned_data["file"]
        keep_strategy(actor=actor_of(request), code=form.cleaned_data["code"], content=file.read(), name=file.name)
        return {}

    page = FormPage(
        title=_("Keep a gating strategy"),
        submit=_("Keep"),
        back=reverse("flow"),
        lead=_("A version is never edited. Results name the bytes that they were computed with."),
        crumbs=({"href": reverse("flow"), "label": _("Flow cytometry")},),
    )
    return _page(request, form, page, act, _("The gating strategy is kept."))


def _page(request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], Outcome], toast: str) -> HttpResponse:
    if request.method == "POST":
        form.files = request.FILES
    stopped: list[Problem] = []

    def judged() -> Outcome:
        try:
            return act()
        except Refused as refused:
            stopped.extend(refused.problems)
            raise

    if perform(request, form, judged) is not None:
        return done(request, page.back, toast)
    file = request.FILES.get("file")
    if stopped and file is not None:
        file.seek(0)
        note_refused_file(actor=actor_of(request), digests=[sha256(file.read()).hexdigest()], problems=stopped)
    return show_page(request, form, page, template="flow/file_form.html")
