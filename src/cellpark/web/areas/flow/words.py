"""What this area says around a picture, in the reader's language."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cellpark.assays.public import FlowWords
from cellpark.web.pages import formats


def words() -> FlowWords:
    """The words of the pictures for whoever reads now."""
    return FlowWords(
        language="zh" if (get_language() or "").startswith("zh") else "en",
        events=_("Events"),
        everything=_("All events"),
        title=_title,
        description=_description,
    )


def _title(axes: tuple[str, ...], parent: str) -> str:
    if len(axes) == 1:
        return _("%(axis)s in %(parent)s") % {"axis": axes[0], "parent": parent}
    return _("%(second)s against %(first)s in %(parent)s") % {"first": axes[0], "second": axes[1], "parent": parent}


def _description(count: int, parent: str, shares: tuple[str, ...]) -> str:
    said = ngettext("%(count)s event of %(parent)s.", "%(count)s events of %(parent)s.", count)
    first = said % {"count": formats.number(count), "parent": parent}
    if not shares:
        return first
    within = _("Within: %(shares)s.") % {"shares": _(", ").join(shares)}
    return _("%(first)s %(then)s") % {"first": first, "then": within}
