"""The kinds of analysis: a name, and the module that computes it. One line a kind.

A module gives ``VERSION: int``, raised whenever equal input may give other values, and
``find(files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings``. It is imported when it is first asked
for: numpy and its relatives take their time.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from cellpark.assays.model import Findings, Json
from cellpark.kernel.problem import Problem, Refused

KINDS: Mapping[str, str] = {
    "cell-count": "cellpark.assays.counts",
    "dpcr-copies": "cellpark.assays.dpcr",
    "elisa-4pl": "cellpark.assays.elisa",
    "flow-cytometry": "cellpark.assays.flow.kind",
    "qpcr-copies": "cellpark.assays.qpcr",
}


class Kind(Protocol):
    """What the module of a kind offers."""

    VERSION: int

    def find(self, files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings:
        """Compute the values, or raise ``Refused``."""
        ...


def known_kind(name: str) -> None:
    """Raise ``Refused`` (``assays.kind``) where there is no such kind."""
    if name not in KINDS:
        raise Refused(Problem("assays.kind", {"kind": name[:80], "known": ", ".join(KINDS)}))


def kind_named(name: str) -> Kind:
    """The module of a kind; raises ``Refused`` (``assays.kind``) where there is none."""
    known_kind(name)
    return cast("Kind", import_module(KINDS[name]))
