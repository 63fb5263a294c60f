"""Unified social credit codes (GB 32100-2015) and the organisation codes in them (GB 11714)."""

import pytest

from cellpark.identifiers import credit

# printed in the standard or on companies' own published licences
PUBLISHED = (
    "91350100M000100Y43",
    "91110108551385082Q",
    "91440300708461136T",
    "91330100799655058B",
    "9144030071526726XG",
)


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_are_right(code: str) -> None:
    assert credit.faults(code) == ()


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_single_wrong_character_is_noticed(code: str) -> None:
    for place in range(len(code)):
        for other in credit.ALPHABET:
            if other != code[place]:
                assert credit.faults(code[:place] + other + code[place + 1 :]), (place, other)


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("91350100M000100Y4", ("form",)),
        ("91350100M000100Y4I", ("form",)),
        ("91AB0100M000100Y43", ("form",)),
        ("91350100M000100Y44", ("check",)),
        ("91350100M000100Y53", ("organisation", "check")),
        ("", ("form",)),
    ],
)
def test_what_is_wrong_is_named(code: str, faults: tuple[str, ...]) -> None:
    assert credit.faults(code) == faults


def test_a_code_is_made_whole() -> None:
    assert credit.complete("9", "1", "350100", "M000100Y") == "91350100M000100Y43"
    assert credit.organisation_check("71526726") == "X"


def test_pasted_codes_are_narrowed() -> None:
    assert credit.normalised(" \uff19\uff11350100-m000100y43\n") == "91350100M000100Y43"
