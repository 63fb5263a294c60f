"""Canonical bytes: the vectors of RFC 8785 that lie in the narrowed range, and everything that is refused."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.canonical import MAX_DEPTH, NotCanonical, decode, encode

# Data of the test vectors published beside RFC 8785 (github.com/cyberphone/json-canonicalization, testdata/input and
# testdata/output, Apache-2.0): arrays, structures, simpleString, and those parts of values and weird that hold no
# float and no key outside ASCII. ``56.0`` in structures stands here as the integer that it denotes.
VECTORS = [
    pytest.param([56, {"d": True, "10": None, "1": []}], '[56,{"1":[],"10":null,"d":true}]', id="arrays"),
    pytest.param(
        {"1": {"f": {"f": "hi", "F": 5}, "\n": 56}, "10": {}, "": "empty", "a": {}, "111": [{}], "A": {}},
        '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
        id="structures",
    ),
    pytest.param("this is a test string 1235", '"this is a test string 1235"', id="simpleString"),
    pytest.param(
        {"escaping": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]},
        '{"escaping":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/","literals":[null,true,false]}',
        id="values",
    ),
    pytest.param(
        {"1": "One", "</script>": "Browser Challenge"}, '{"1":"One","</script>":"Browser Challenge"}', id="weird"
    ),
    pytest.param(
        {"Unnormalized Unicode": "\u1e0d\u0307"}, '{"Unnormalized Unicode":"\u1e0d\u0307"}', id="unicode"
    ),  # despite its name already in form C: dot below composes, dot above stays
    pytest.param("Control\u007f", '"Control\u007f"', id="weird-control"),
]

canonical_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text().map(lambda text: unicodedata.normalize("NFC", text)),
    lambda children: (
        st.lists(children, max_size=5)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=8), children, max_size=5)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(("value", "text"), VECTORS)
def test_the_published_vectors_give_the_published_bytes(value: object, text: str) -> None:
    assert encode(value) == text.encode()
    assert decode(text.encode()) == value


@given(canonical_values)
def test_what_was_encoded_decodes_to_the_same_value(value: object) -> None:
    assert decode(encode(value)) == value


@given(canonical_values)
def test_the_bytes_agree_with_sorted_json_of_the_standard_library(value: object) -> None:
    expected = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert encode(value) == expected


@pytest.mark.parametrize(
    ("value", "path", "reason"),
    [
        ({"a": [1, 2.5]}, "$.a[1]", "float"),
        (float("nan"), "$", "float"),
        (2**53, "$", "integer_too_large"),
        (-(2**53), "$", "integer_too_large"),
        ({"name": "e\u0301"}, "$.name", "not_nfc"),
        ({"a b": "d\u0307\u0323"}, "$['a b']", "not_nfc"),
        ({"a": "\ud800"}, "$.a", "surrogate"),
        # From the published vector "french", whose keys are not ASCII.
        ({"p\u00e9ch\u00e9": ""}, "$['p\\xe9ch\\xe9']", "key_not_ascii"),
        ({1: "one"}, "$[1]", "key_not_text"),
        ((1, 2), "$", "type"),
        ({"a": b"x"}, "$.a", "type"),
        ({"a": {1}}, "$.a", "type"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: object, path: str, reason: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        encode(value)
    assert (refused.value.path, refused.value.reason) == (path, reason)
    assert refused.value.problem.code == f"canonical.{reason}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":1,"a":1}', "not_canonical"),
        (b'{"a":1,"a":2}', "not_canonical"),
        (b'{"b":1,"a":1}', "not_canonical"),
        (b'{"a": 1}', "not_canonical"),
        (b"[1]\n", "not_canonical"),
        (b'"\\u0041"', "not_canonical"),
        (b'"\\/"', "not_canonical"),
        (b"1.0", "float"),
        (b"1e3", "float"),
        (b"-0", "not_canonical"),
        (b"9007199254740992", "integer_too_large"),
        (b"99999999999999999999999999", "float"),
        (b"NaN", "not_json"),
        (b"", "not_json"),
        (b"\xff", "not_json"),
        (b'"\xed\xa0\x80"', "not_json"),
        (b'"\\ud800"', "not_json"),
        (b"\xef\xbb\xbf1", "not_json"),
        (b"[" * 5000 + b"]" * 5000, "not_json"),
        (b"[" * 70 + b"]" * 70, "too_deep"),
    ],
)
def test_bytes_that_are_not_their_own_canonical_form_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        decode(data)
    assert refused.value.reason == reason


@given(st.binary(max_size=40))
def test_any_bytes_are_either_canonical_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


def test_depth_is_limited_and_never_overflows_the_stack() -> None:
    def nested(levels: int) -> object:
        value: object = 0
        for _ in range(levels):
            value = [value]
        return value

    assert encode(nested(MAX_DEPTH)) == b"[" * MAX_DEPTH + b"0" + b"]" * MAX_DEPTH
    for levels in (MAX_DEPTH + 1, 100_000):
        with pytest.raises(NotCanonical) as refused:
            encode(nested(levels))
        assert refused.value.reason == "too_deep"


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(NotCanonical) as refused:
        encode(loop)
    assert refused.value.reason == "too_deep"


def test_total_size_is_limited_in_both_directions() -> None:
    assert encode("abc", max_bytes=5) == b'"abc"'
    for act in (lambda: encode("abcd", max_bytes=5), lambda: decode(b'"abcd"', max_bytes=5)):
        with pytest.raises(NotCanonical) as refused:
            act()
        assert refused.value.reason == "too_long"
