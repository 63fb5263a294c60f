"""What two versions of a specification say differently, as rows of before and after."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cellpark.quality.public import Attribute, Document


@dataclass(frozen=True, slots=True)
class Changed:
    """One line that is new, gone or different."""

    label: str
    old: str
    new: str


def changes(before: Document, after: Document) -> list[Changed]:
    """Attributes in the order of the newer version, those that are gone last; then the title."""
    old = {each.code: each for each in before.attributes}
    new = {each.code: each for each in after.attributes}
    rows = [Changed(code, said(old.get(code)), said(each)) for code, each in new.items()]
    rows += [Changed(code, said(each), "") for code, each in old.items() if code not in new]
    rows.append(Changed(_("Title"), _both(before), _both(after)))
    return [each for each in rows if each.old != each.new]


def said(attribute: Attribute | None) -> str:
    """An attribute in one line, with everything that a change could touch."""
    if attribute is None:
        return ""
    parts = (
        attribute.name.zh,
        attribute.name.en,
        attribute.stage.value,
        f"{attribute.method.code} {attribute.method.version}",
        attribute.method.subject,
        attribute.criterion,
        attribute.unit,
        ", ".join(attribute.choices),
        "" if attribute.required else _("not required"),
        attribute.turnaround,
        attribute.clock,
        ", ".join(attribute.equipment),
        "" if attribute.computed is None else attribute.computed.model_dump_json(),
        attribute.source,
    )
    return " \u00b7 ".join(each for each in parts if each)


def _both(document: Document) -> str:
    return f"{document.title.zh} | {document.title.en}"
