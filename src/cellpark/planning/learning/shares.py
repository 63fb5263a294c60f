"""Shares and rounds fitted anew: what was said before counts as much as so many batches."""

import math
from collections.abc import Mapping
from decimal import Decimal

from cellpark.kernel.quantity import Quantity
from cellpark.planning.learning.durations import CONFIDENCE, Central

PERCENT = 100
DIGITS = Decimal("0.01")


def refit_share(old: float, happened: int, of: int, prior: float) -> Central:
    """A share after it happened so often of so many times: a beta distribution, its mean and its interval.

    Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4. What was said to be never or always stays possible to
    be wrong: half an observation speaks against it.
    """
    from scipy.special import betaincinv

    yes = max(old * prior, 0.5) + happened
    no = max((1.0 - old) * prior, 0.5) + of - happened
    low, high = (float(betaincinv(yes, no, each)) for each in ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))
    return Central((old * prior + happened) / (prior + of), low, high)


def share_fit(share: float, happened: int, of: int) -> float | None:
    """How likely it is to happen at least as unusually often under a share: the exact binomial test."""
    from scipy.stats import binomtest

    return float(binomtest(happened, of, share).pvalue) if of else None


def share_of(share: float) -> Quantity:
    """A share as overlays write it, to a hundredth of a percent."""
    return Quantity(Decimal(str(share * PERCENT)).quantize(DIGITS).normalize() + 0, "%")


def refit_rounds(old: Mapping[int, int], seen: Mapping[int, int], prior: float) -> dict[int, int]:
    """Counts of rounds: the old ones as so many batches, and those that were seen; in hundredths of a batch.

    Overlays hold whole numbers, so what is kept is the proportion; a number of rounds that never occurs goes.
    """
    total = sum(old.values())
    weighed = {rounds: prior * old.get(rounds, 0) / total + seen.get(rounds, 0) for rounds in sorted({*old, *seen})}
    scale = 1_000 / sum(weighed.values())
    found = {rounds: round(weight * scale) for rounds, weight in weighed.items()}
    return {rounds: count for rounds, count in found.items() if count > 0}


def mean_rounds(counts: Mapping[int, int]) -> float:
    """The mean number of rounds."""
    return sum(rounds * count for rounds, count in counts.items()) / sum(counts.values())


def half_rounds(counts: Mapping[int, int], observations: float) -> float:
    """Half of the interval of that mean, for so many observations."""
    from scipy.special import stdtrit

    mean, total = mean_rounds(counts), sum(counts.values())
    variance = sum((rounds - mean) ** 2 * count for rounds, count in counts.items()) / total
    return float(stdtrit(observations, 0.5 + CONFIDENCE / 2)) * math.sqrt(variance / observations)


def rounds_fit(old: Mapping[int, int], seen: Mapping[int, int]) -> float | None:
    """How likely rounds are so unlike the old counts: chi-squared, kinds that are expected less than once together."""
    from scipy.stats import chisquare

    of, total = sum(seen.values()), sum(old.values())
    if not of:
        return None
    pairs = [(seen.get(each, 0), of * old.get(each, 0) / total) for each in sorted({*old, *seen})]
    likely = [pair for pair in pairs if pair[1] >= 1]
    rare = [pair for pair in pairs if pair[1] < 1]
    if rare:
        likely.append((sum(each[0] for each in rare), max(sum(each[1] for each in rare), 1e-9)))
    if len(likely) < 2:
        return None
    return float(chisquare([each[0] for each in likely], [each[1] for each in likely], sum_check=False).pvalue)
