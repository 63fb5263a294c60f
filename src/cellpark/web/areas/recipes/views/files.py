"""A version as a file: the text, JSON, a page, PDF/A, BatchML."""

import json
from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from cellpark.base.time import now
from cellpark.recipes import public as recipes
from cellpark.recipes.public import Recipe, RecipeVersion, Signed
from cellpark.web.areas.recipes.standing import version_state
from cellpark.web.pages import formats
from cellpark.web.pages.signature_words import signature_row

Writer = Callable[[RecipeVersion, Recipe, str], bytes]


def file(request: HttpRequest, version_id: UUID, kind: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Raises ``Refused`` with the problems of a draft that cannot be read yet; its text can always be fetched."""
    if kind not in KINDS:
        raise Http404
    version = recipes.recipe_version(version_id)
    text = recipes.version_text(version)
    media, extension, writer = KINDS[kind]
    body = text.encode() if writer is None else writer(version, recipes.recipe_of(version), text)
    answer = HttpResponse(body, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{version.recipe.mbr}-{version.number}.{extension}"'
    return answer


def _json(_version: RecipeVersion, recipe: Recipe, _text: str) -> bytes:
    return json.dumps(recipes.json_form(recipe), ensure_ascii=False, indent=1).encode()


def _html(_version: RecipeVersion, recipe: Recipe, text: str) -> bytes:
    return recipes.html_page(recipe, recipes.identity(text)).encode()


def _batchml(_version: RecipeVersion, recipe: Recipe, _text: str) -> bytes:
    return recipes.batchml(recipe)


def pdf(version: RecipeVersion, recipe: Recipe, text: str) -> bytes:
    """The document as PDF/A; what is not in force says so on each page."""
    rows = [
        signature_row(each)
        for each in (version.author_signature, version.reviewer_signature, version.approver_signature)
        if each is not None
    ]
    signed = [
        Signed(
            meaning=row.meaning,
            name=f"{row.printed_name} ({row.role})",
            at=formats.instant(row.said.at),
            signature=str(row.signature.id),
        )
        for row in rows
    ]
    state = str(version_state(version).label)
    at = version.approved_at or now()
    return recipes.recipe_pdf(recipe, sha256=recipes.identity(text), state=state, signed=signed, at=at)


KINDS: Mapping[str, tuple[str, str, Writer | None]] = {
    "text": ("text/markdown; charset=utf-8", "mbr.md", None),
    "json": ("application/json", "json", _json),
    "html": ("text/html; charset=utf-8", "html", _html),
    "pdf": ("application/pdf", "pdf", pdf),
    "batchml": ("application/xml", "xml", _batchml),
}
