"""What the figures of a capacity study are called; keys are those of ``planning.studying.figures``."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "days": _("days from vein to vein"),
    "a year": _("patients in a year"),
    "share": _("shares of patients"),
    "days late": _("days late"),
    "hours waited": _("hours that a patient waits, by cause"),
    "use": _("use of what is there"),
    "hours waited for": _("hours that a patient waits, by what is waited for"),
    "cost": _("cost of goods"),
}
NAMES = {
    ("days", "mean"): _("mean"),
    ("days", "p50"): _("half of the patients within"),
    ("days", "p90"): _("nine of ten patients within"),
    ("a year", "collected"): _("collected"),
    ("a year", "treated"): _("treated"),
    ("share", "released"): _("released"),
    ("share", "out of specification"): _("out of specification"),
    ("share", "lost"): _("lost"),
    ("share", "late"): _("after the due date"),
    ("share", "deviation"): _("with a limit of time that was not kept"),
    ("days late", "mean"): _("of those who are late"),
    ("hours waited", "busy"): _("all taken"),
    ("hours waited", "closed"): _("nobody there"),
    ("hours waited", "down"): _("being repaired"),
    ("cost", "labour"): _("people on shift"),
    ("cost", "suites"): _("clean rooms"),
    ("cost", "devices"): _("devices"),
    ("cost", "materials"): _("materials"),
    ("cost", "tests"): _("tests"),
    ("cost", "other"): _("all else"),
    ("cost", "failures"): _("patients who were not treated in the end"),
    ("cost", "per patient treated"): _("a patient treated"),
    ("cost", "per batch begun"): _("a batch begun"),
    ("cost", "a year"): _("the whole plant in a year"),
}


def figure_name(key: tuple[str, str]) -> str:
    """What a figure is called within its kind; names of rooms, devices, roles and recipes stay as they are."""
    kind, of = key
    known = NAMES.get(key)
    if known is not None:
        return str(known)
    for (name_kind, name), words in NAMES.items():  # the same of a further product: its recipe stands behind
        if name_kind == kind and of.startswith(f"{name} "):
            return f"{words} {of[len(name) + 1 :]}"
    return of
