"""The certificate of analysis: what was tested, against which limits, what came out and who verified it.

It is made from the record at that moment, in one language, as PDF/A-3b (ISO 19005-3), sealed by the site. Only tests
that count stand on it; what is missing is named, so that nobody takes an unfinished one for a finished one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.batches.public import Batch, batch
from cellpark.identity.public import Naming, names_of_people
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import document_key
from cellpark.quality.models import Specification
from cellpark.quality.paper.sealing import sealed
from cellpark.quality.queries import release_problems, specification_of
from cellpark.quality.states import Phase, Stage, TestState
from cellpark.quality.views import ResultView, remarks_on, result_views
from cellpark.quality.words import PHASES, STAGES, VERDICTS

TEMPLATE = Path(__file__).with_name("certificate.typ")
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def certificate(batch_id: UUID, language: str, *, naming: Naming = names_of_people) -> bytes:
    """The certificate of a batch as it stands now, in ``zh`` or ``en``, signed (PAdES).

    ``naming`` says what the people on it are called: by their names, or for readers of another organisation by their
    roles.

    Raises ``Refused``: ``quality.certificate.language``, ``quality.certificate.nothing`` while no sample is registered;
    ``Batch.DoesNotExist`` out of scope.
    """
    if language not in LANGUAGES:
        raise Refused(Problem("quality.certificate.language", {"language": language[:20]}))
    found = batch(batch_id)
    specification, views = specification_of(batch_id), result_views(batch_id)
    if specification is None or not views:
        raise Refused(Problem("quality.certificate.nothing", {"number": found.number}))
    at = now()
    with translation.override(LANGUAGES[language]):
        data = certificate_data(found, specification, [each for each in views if each.counts], at, naming=naming)
        reason = _("Certificate of analysis of batch %(number)s") % {"number": found.number}
    return sealed(typeset(TEMPLATE, data, at=at, lang=language), reason=reason)


def certificate_data(
    found: Batch,
    specification: Specification,
    views: Sequence[ResultView],
    at: datetime,
    *,
    naming: Naming = names_of_people,
) -> Mapping[str, Any]:
    """What the template prints, in the active language."""
    people = naming({each.verified_by for each in views if each.verified_by is not None})
    stages = [
        {"name": str(words), "rows": [_row(each, people) for each in views if each.stage is stage]}
        for stage, words in STAGES.items()
    ]
    remarks = [explain(each).what for each in remarks_on(views)]
    lacking = [explain(each).what for each in release_problems(found.id, Stage.POST_RELEASE)]
    return {
        "title": _("Certificate of analysis"),
        "subtitle": specification.title,
        "batch": found.number,
        "facts": _facts(found, specification, at),
        "heads": [_("Attribute"), _("Criterion"), _("Result"), _("Verdict"), _("Verified")],
        "stages": [each for each in stages if each["rows"]],
        "remarks": [_("Beside the results:"), *remarks] if remarks else [],
        "notes": [_("Every result is there, passes and is verified.")] if not lacking else [_("Open:"), *lacking],
        "footer": _("Signed by the site; certificate SHA-256 %(digest)s") % {"digest": document_key().fingerprint},
    }


def _facts(found: Batch, specification: Specification, at: datetime) -> list[dict[str, object]]:
    held = f"{specification.site} \u00b7 {PHASES[Phase(specification.phase)]} \u00b7 {specification.market}"
    rows = (
        (_("Product"), specification.product, True),
        (_("Batch"), found.number, True),
        (_("Chain of identity"), found.coi, True),
        (_("Specification"), f"{specification.product} {specification.number} \u00b7 {held}", False),
        (_("SHA-256 of the text"), specification.sha256, True),
        (_("Issued at"), _when(at), False),
    )
    return [{"term": str(term), "value": str(value), "code": code} for term, value, code in rows if value]


def _row(view: ResultView, people: Mapping[UUID, str]) -> dict[str, str]:
    verified = ""
    if view.verified_by is not None and view.state is not TestState.ENTERED:
        verified = f"{people.get(view.verified_by, '')} {_when(view.verified_at)}"
    return {
        "name": view.name,
        "method": f"{view.method} {view.method_version} \u00b7 {view.sample_code}",
        "criterion": view.criterion,
        "value": view.value or "\u2013",
        "verdict": str(VERDICTS[view.verdict]),
        "verified": verified.strip() or "\u2013",
    }


def _when(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(ZoneInfo(settings.TIME_ZONE)).strftime("%Y-%m-%d %H:%M")
