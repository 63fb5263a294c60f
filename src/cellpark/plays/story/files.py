"""The files that the instruments of a story write: fictional, and such that the analysis finds what the story says."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from cellpark.assays.public import invented_droplets, invented_tube
from cellpark.kernel.quantity import Quantity
from cellpark.quality.public import Computed

SHARES = {"viable": "viability", "cd3": "cd3_pos", "cd4": "cd4_pos", "cd8": "cd8_pos", "car": "car_pos"}
"""A population of the panel, and the attribute that reports it."""


def written_by_instrument(
    computed: Computed, sample: str, attribute: str, results: Mapping[str, str]
) -> tuple[str, bytes]:
    """Name and bytes of the file from which ``attribute`` of a sample is computed; all shares come from one tube."""
    if computed.kind == "dpcr-copies":
        named = {name: str(computed.parameters[name]) for name in ("target", "reference")}
        return f"{sample}.csv", invented_droplets(_number(results[attribute]), sample=sample, **named)
    assert computed.kind == "flow-cytometry", "the example laboratory has these two instruments"
    shares = tuple((name, _number(results[code])) for name, code in SHARES.items())
    return f"{sample}.fcs", _tube(sample, shares)


@lru_cache(maxsize=2)
def _tube(sample: str, shares: tuple[tuple[str, Decimal], ...]) -> bytes:
    seed = int.from_bytes(sha256(sample.encode()).digest()[:4], "big")
    return invented_tube(dict(shares), seed=seed, title=f"{sample}.fcs", sample=sample)


def _number(text: str) -> Decimal:
    return Quantity.parse(text).value
