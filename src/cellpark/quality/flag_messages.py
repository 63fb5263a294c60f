"""Sentences for the flags of an analysis, and for what stands beside a result that counts."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_VALID = _(
    "An assay is valid when its curve, its blanks and its partitions are (MIQE; digital MIQE 2020; ICH M10, 4.2)."
)
_BESIDE = _("A flag of the analysis stays with its result (21 CFR 211.194(a)(4)).")
_CHANCE = _("A count of few cells varies by chance (Poisson).")
_REPEAT = _("Repeat the assay.")
_WEIGH = _("Weigh it when the result is verified; repeat the assay where the value does not stand.")
_TRACED = _("A raw file is traced to its sample (Part 11.10(a); 21 CFR 211.194(a)(1)).")
_READ_REASON = _("Read the reason, and compare the file with the book of the instrument.")

MESSAGES = {
    "quality.flag.few_partitions": Message(
        _("%(name)s, sample %(sample)s: well %(well)s has %(total)s partitions for %(target)s, too few."),
        _VALID,
        _REPEAT,
    ),
    "quality.flag.efficiency": Message(
        _("%(name)s, sample %(sample)s: the efficiency of the standard curve (%(of)s) is %(value)s %%."),
        _VALID,
        _REPEAT,
    ),
    "quality.flag.r_squared": Message(
        _("%(name)s, sample %(sample)s: the standards are no line (%(of)s, R² = %(value)s)."), _VALID, _REPEAT
    ),
    "quality.flag.blank_amplified": Message(
        _("%(name)s, sample %(sample)s: the blank in well %(well)s was amplified."), _VALID, _REPEAT
    ),
    "quality.flag.recovery": Message(
        _("%(name)s, sample %(sample)s: the standard %(level)s is found again at %(value)s %%."), _VALID, _REPEAT
    ),
    "quality.flag.outside_standards": Message(
        _("%(name)s, sample %(sample)s: a well lies outside the standards (%(of)s)."), _BESIDE, _WEIGH
    ),
    "quality.flag.out_of_range": Message(
        _("%(name)s, sample %(sample)s: well %(well)s lies outside the standards."), _BESIDE, _WEIGH
    ),
    "quality.flag.below_lod": Message(
        _("%(name)s, sample %(sample)s: below the limit of detection (%(of)s, %(value)s copies)."), _BESIDE, _WEIGH
    ),
    "quality.flag.below_loq": Message(
        _("%(name)s, sample %(sample)s: below the limit of quantitation (%(of)s, %(value)s copies)."), _BESIDE, _WEIGH
    ),
    "quality.flag.variation": Message(
        _("%(name)s, sample %(sample)s: the replicates vary by %(value)s %%."), _BESIDE, _WEIGH
    ),
    "quality.flag.few_events": Message(
        _("%(name)s, sample %(sample)s: only %(count)s events lie in %(of)s."), _CHANCE, _WEIGH
    ),
    "quality.remark.other": Message(
        _("%(name)s, sample %(sample)s: the raw file is of %(named)s; confirmed: %(reason)s"), _TRACED, _READ_REASON
    ),
    "quality.remark.absent": Message(
        _("%(name)s, sample %(sample)s: the raw file names no sample; confirmed: %(reason)s"), _TRACED, _READ_REASON
    ),
}
