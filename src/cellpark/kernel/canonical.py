"""Canonical bytes: one value has exactly one spelling, so that its hash and its signature mean something.

The form is RFC 8785 (JSON Canonicalization Scheme) on a narrowed input: objects with ASCII keys, arrays, strings in
Unicode normalisation form C, integers below 2**53, true, false and null. There are no floats: they part company between
languages. The boundary refuses what does not fit and repairs nothing. On this input sorted orjson and RFC 8785 agree:
ASCII keys sort alike by byte, code point and UTF-16 unit, and both escape only what JSON requires.
"""

import unicodedata

import orjson

from cellpark.kernel.plain import plain
from cellpark.kernel.unfit import MAX_BYTES, MAX_DEPTH, MAX_INTEGER, NotCanonical, Unfit, key_step

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_INTEGER", "NotCanonical", "decode", "encode", "plain"]


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unfit("surrogate") from None
    if not unicodedata.is_normalized("NFC", text):
        raise Unfit("not_nfc")


def _check_key(key: object) -> None:
    if type(key) is not str:
        raise Unfit("key_not_text")
    if not key.isascii():
        raise Unfit("key_not_ascii")


def _check(value: object, depth: int) -> None:
    kind = type(value)
    if kind is str:
        _check_text(value)  # type: ignore[arg-type]
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:  # type: ignore[operator]
            raise Unfit("integer_too_large")
    elif kind is dict or kind is list:
        if depth >= MAX_DEPTH:
            raise Unfit("too_deep")
        if kind is dict:
            _check_object(value, depth + 1)  # type: ignore[arg-type]
        else:
            _check_array(value, depth + 1)  # type: ignore[arg-type]
    elif value is not None and kind is not bool:
        raise Unfit("float" if kind is float else "type")


def _check_object(value: dict[object, object], depth: int) -> None:
    key: object = None
    try:
        for key, item in value.items():
            _check_key(key)
            _check(item, depth)
    except Unfit as unfit:
        unfit.steps.append(key_step(key))
        raise


def _check_array(value: list[object], depth: int) -> None:
    index = 0
    try:
        for index, item in enumerate(value):  # noqa: B007 -- the index is read by the handler below
            _check(item, depth)
    except Unfit as unfit:
        unfit.steps.append(f"[{index}]")
        raise


def encode(value: object, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The canonical bytes of ``value``, made of dict, list, str, int, bool and None exactly (no subclasses).

    Raises ``NotCanonical`` with the path to whatever does not fit.
    """
    try:
        _check(value, 0)
    except Unfit as unfit:
        raise unfit.located() from None
    data = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    if len(data) > max_bytes:
        raise NotCanonical("$", "too_long")
    return data


def decode(data: bytes, *, max_bytes: int = MAX_BYTES) -> object:
    """The value whose canonical bytes are ``data``; raises ``NotCanonical`` when they are not canonical.

    Spaces, unsorted or repeated keys, ``1.0`` for ``1`` and needless escapes are all refused: the value is encoded
    again and must give the same bytes.
    """
    if len(data) > max_bytes:
        raise NotCanonical("$", "too_long")
    try:
        value: object = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise NotCanonical("$", "not_json") from None
    if encode(value, max_bytes=max_bytes) != data:
        raise NotCanonical("$", "not_canonical")
    return value
