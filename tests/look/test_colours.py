"""Colours that everybody can read and tell apart (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.1)."""

import re
from itertools import combinations

import pytest

from tests.look.sources import PAGES

SHEET = (PAGES / "static/pages/cellpark.css").read_text(encoding="utf-8")
STATES = ("planned", "running", "waiting", "stopped", "done")
Colour = tuple[float, float, float]
# Machado, Oliveira and Fernandes 2009, severity 1.0: linear RGB as protanopes and deuteranopes see it
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def tokens(theme: str) -> dict[str, Colour]:
    block = SHEET[SHEET.index(f'[data-bs-theme="{theme}"] {{') :]
    block = block[: block.index("}")]
    return {
        name: tuple(int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))  # type: ignore[misc]
        for name, code in re.findall(r"--cp-([a-z-]+): #([0-9a-f]{6});", block)
    }


def linear(colour: Colour) -> Colour:
    return tuple(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour)  # type: ignore[return-value]


def contrast(one: Colour, other: Colour) -> float:
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(light: Colour) -> Colour:
    """CIE Lab of linear sRGB, white D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (max(0.0, sum(a * b for a, b in zip(row, light, strict=True))) for row in rows)
    f = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x / 0.9505, y, z / 1.089)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


both = pytest.mark.parametrize("theme", ["light", "dark"])


@both
def test_words_have_at_least_the_contrast_of_aa(theme: str) -> None:
    colour = tokens(theme)
    pairs = [(ink, paper) for ink in ("ink", "ink-soft", "accent") for paper in ("paper", "surface", "sunken")]
    pairs += [("accent-ink", "accent"), ("ink", "accent-soft"), ("ink", "stopped-soft")]
    pairs += [(state, paper) for state in STATES for paper in (f"{state}-soft", "surface", "paper")]
    assert {
        pair: contrast(colour[pair[0]], colour[pair[1]])
        for pair in pairs
        if contrast(colour[pair[0]], colour[pair[1]]) < 4.5
    } == {}


@both
def test_the_ink_of_the_plant_reaches_aaa_everywhere(theme: str) -> None:
    colour = tokens(theme)
    papers = ["paper", "surface", "sunken", *(f"{state}-soft" for state in STATES)]
    assert {paper for paper in papers if contrast(colour["ink"], colour[paper]) < 7} == set()


@both
def test_edges_of_controls_can_be_seen(theme: str) -> None:
    """WCAG 1.4.11: 3 to 1."""
    colour = tokens(theme)
    assert {paper for paper in ("paper", "surface") if contrast(colour["edge"], colour[paper]) < 3} == set()


@both
@pytest.mark.parametrize("eyes", ["everybody", *BLINDNESS])
def test_no_two_states_look_the_same_to_anybody(theme: str, eyes: str) -> None:
    """Not even before the shape and the word are read: a CIE76 distance of 10 is plain to see."""
    seen = {}
    for state in STATES:
        light = linear(tokens(theme)[state])
        if eyes in BLINDNESS:
            light = tuple(
                min(1, max(0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in BLINDNESS[eyes]
            )  # type: ignore[assignment]
        seen[state] = lab(light)
    near = {
        (one, other): sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        for one, other in combinations(STATES, 2)
    }
    assert {pair: distance for pair, distance in near.items() if distance < 10} == {}


@both
def test_both_lights_define_the_same_colours(theme: str) -> None:
    assert tokens(theme).keys() == tokens("light").keys()
