"""A page that stays one file for ever: its inline scripts and styles are admitted by their hashes, nothing else is."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from django.http import HttpResponse

INLINE = re.compile(r"<(script|style)(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)


def offline_response(html: str) -> HttpResponse:
    """The page with a content security policy that lets exactly these scripts and styles run, and no connection."""
    answer = HttpResponse(html, content_type="text/html; charset=utf-8")
    scripts, styles = (" ".join(_hashes(html, kind)) or "'none'" for kind in ("script", "style"))
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )
    return answer


def _hashes(html: str, kind: str) -> Iterator[str]:
    for found, text in INLINE.findall(html):
        if found == kind:
            yield f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
