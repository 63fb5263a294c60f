"""What a sponsor cosigns, in words and in both languages: product, batch, decision, deviations, results (P11-8a).

Pages and programs sign the same statement; it is HTML, in which every value that somebody wrote is escaped.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cellpark.base.fields import in_reader_language
from cellpark.batches.public import words as batch_words
from cellpark.quality.public import InvestigationState, ResultView
from cellpark.quality.public import words as quality_words
from cellpark.release.glass.room import GlassRoom, Inquiry
from cellpark.release.words import DISPOSITIONS

# the language as Django names it, and as HTML does
LANGUAGES = (("zh-hans", "zh-Hans"), ("en", "en"))


def statement(room: GlassRoom) -> str:
    """The statement over a room as it was looked at."""
    return "".join(_in_language(room, *names) for names in LANGUAGES)


def _in_language(room: GlassRoom, language: str, lang: str) -> SafeString:
    with translation.override(language):
        record = room.record
        counts = {"outside": len(record["outside"]), "corrected": len(record["corrected"])}
        known = (_("Product"), room.order.product, _("Chain of identity"), room.order.coi)
        stands = (_("Record as it stands"), record["version"], room.sha256)
        parts = [
            format_html('<h4>{}: <span class="mono">{}</span></h4>', _("Cosign the record"), room.number),
            format_html('<p>{}: {} · {}: <span class="mono">{}</span></p>', *known),
            format_html("<p>{}: <strong>{}</strong>{}</p>", _("Decision"), *_decision(room)),
            _listed(_("Deviations"), map(_exception, record["exceptions"]), none=_("none")),
            format_html(
                "<p>{}</p>", _("Values outside their limits: %(outside)s; corrected values: %(corrected)s") % counts
            ),
            _listed(_("Investigations of results"), map(_inquiry, room.inquiries), none=_("none")),
            _listed(
                _("Results against the specification"), map(_result, room.results), none=_("Nothing is tested yet.")
            ),
            format_html('<p>{}: {} · SHA-256 <span class="mono">{}</span></p>', *stands),
        ]
        return format_html('<section lang="{}">{}</section>', lang, SafeString("\n".join(parts)))


def _decision(room: GlassRoom) -> tuple[str, str]:
    decided = room.decided
    when = "" if decided.at is None else f" · {decided.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC · {decided.by}"
    return str(DISPOSITIONS[decided.state]), when


def _listed(title: str, rows: Iterable[SafeString], *, none: str) -> SafeString:
    found = list(rows)
    if not found:
        return format_html("<p>{}: {}</p>", title, none)
    return format_html("<p>{}:</p><ul>{}</ul>", title, format_html_join("", "<li>{}</li>", ((each,) for each in found)))


def _exception(each: Mapping[str, Any]) -> SafeString:
    grade = batch_words.CLASSIFICATIONS.get(each["classification"], _("not classified yet"))
    said = [in_reader_language(each["cause"]["zh"], each["cause"]["en"]), each["seen"], str(grade), each["finding"]]
    told = " · ".join(part for part in said if part)
    return format_html('<span class="mono">{} {}</span> {}', each["number"], each["step"], told)


def _inquiry(each: Inquiry) -> SafeString:
    said = [each.seen, str(quality_words.INVESTIGATION_STATES[InvestigationState(each.state)]), each.finding]
    return format_html('<span class="mono">{}</span> {}', each.number, " · ".join(part for part in said if part))


def _result(each: ResultView) -> SafeString:
    value = each.value or "\N{EN DASH}"
    if not each.counts:
        return format_html("<s>{}: {}</s>", each.name, value)
    verdict = quality_words.VERDICTS[each.verdict]
    return format_html("{}: {} ({}): <strong>{}</strong>", each.name, value, each.criterion, verdict)
