"""Infectious-disease tests of donors in the API."""

from cellpark.materials.public import DonorMarker, MarkerFinding
from cellpark.web.api.values import Body, MomentIn, Text


class DonorTestsIn(Body):
    """The results of one report (``{"hiv": "negative"}``) and the SHA-256 of its file."""

    results: dict[DonorMarker, MarkerFinding]
    report_sha256: Text
    tested_at: MomentIn
    reason: Text
