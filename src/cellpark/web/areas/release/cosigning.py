"""What a sponsor cosigns, in words and in both languages: product, batch, decision, deviations, results (P11-8a)."""

from django.template.loader import render_to_string
from django.utils import translation

from cellpark.release.public import GlassRoom
from cellpark.web.areas.quality.words import INVESTIGATIONS, VERDICTS
from cellpark.web.areas.release.words import disposition

LANGUAGES = ("zh-hans", "en")


def cosigned_view(room: GlassRoom) -> str:
    """The statement over a room as it was looked at."""
    return "".join(_in_language(room, language) for language in LANGUAGES)


def _in_language(room: GlassRoom, language: str) -> str:
    with translation.override(language):
        context = {
            "room": room,
            "order": room.order,
            "language": language,
            "decision": disposition(room.decided.state).label,
            "exceptions": room.record["exceptions"],
            "corrected": len(room.record["corrected"]),
            "outside": len(room.record["outside"]),
            "inquiries": [{"row": each, "state": INVESTIGATIONS[each.state]} for each in room.inquiries],
            "results": [{"row": each, "verdict": VERDICTS[each.verdict]} for each in room.results],
        }
        return render_to_string("release/cosigned.html", context)
