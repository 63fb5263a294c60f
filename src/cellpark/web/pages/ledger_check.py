"""One event's proof, to take home, and its check step by step: on the server here, in a browser in ``ledger_check.js``.

Only the proof is looked at, nothing is asked of the database again: what the server finds here, anybody can find from
the file alone.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.ledger.public import (
    Checkpoint,
    Event,
    SignedNote,
    VerifierKey,
    checkpoint_note,
    event_at,
    inclusion_proof,
    leaf_hash,
    log_keys,
    node_hash,
    open_note,
    verify_inclusion,
)
from cellpark.web.pages.ledger_pictures import TreePath, tree_path

FORMAT = "cellpark-event-proof/1"
RIGHT, WRONG, OPEN = "done", "stopped", "waiting"


@dataclass(frozen=True, slots=True)
class Question:
    """One step of the check: its key, what it asks, and the words for each answer."""

    key: str
    title: Promise
    right: Promise
    wrong: Promise
    open: Promise


@dataclass(frozen=True, slots=True)
class Answer:
    """A step with its answer; ``colour`` is one of the five states, ``planned`` before anybody asked."""

    question: Question
    colour: str
    words: str


QUESTIONS = (
    Question(
        "bytes",
        _("Do the bytes give the recorded hash?"),
        _("Yes: SHA-256 over the bytes gives exactly the recorded hash."),
        _("No: the bytes were changed after they were recorded."),
        _("This could not be computed here."),
    ),
    Question(
        "content",
        _("Is this the event that the page shows?"),
        _("Yes: stream, version and id in the bytes are those of this page."),
        _("No: the bytes belong to another event."),
        _("This could not be read here."),
    ),
    Question(
        "chain",
        _("Does it follow the event before it?"),
        _("Yes: the bytes carry the hash of the event before it in the stream."),
        _("No: the event before it is another one than the bytes say."),
        _("The event before it is not at hand."),
    ),
    Question(
        "tree",
        _("Is it in the site’s tree?"),
        _("Yes: the path leads from this event to the root that the checkpoint names."),
        _("No: the path does not lead to the root of the checkpoint."),
        _("Not yet: no checkpoint covers this event. One is made every few minutes."),
    ),
    Question(
        "signature",
        _("Did the site sign that checkpoint?"),
        _("Yes: the site’s key signed it."),
        _("No: the signature is not the site’s."),
        _("Not checked here: there is no checkpoint yet, or this browser cannot check Ed25519; verify.py can."),
    ),
)


def event_proof(event: Event, checkpoint: Checkpoint | None) -> dict[str, Any]:
    """What an outsider needs to check ``event`` without this site; ``checkpoint`` is the one that covers it."""
    before = event_at(event.stream, event.version - 1) if event.version > 1 else None
    found: dict[str, Any] = {
        "format": FORMAT,
        "event": {**_bytes_of(event), "id": str(event.id), "stream": event.stream, "version": event.version},
        "previous": None if before is None else _bytes_of(before),
        "inclusion": None,
        "checkpoint": None,
        "keys": log_keys(),
    }
    if checkpoint is not None:
        proof = inclusion_proof(event, size=checkpoint.size)
        found["inclusion"] = {
            "index": proof.index,
            "size": proof.size,
            "path": [node.hex() for node in proof.path],
            "root": proof.root.hex(),
        }
        found["checkpoint"] = checkpoint_note(checkpoint)
    return found


def path_picture(proof: Mapping[str, Any]) -> TreePath | None:
    """The way from the leaf to the root as a picture; none while no checkpoint covers the event."""
    way = proof["inclusion"]
    if way is None:
        return None
    place, last = way["index"], way["size"] - 1
    node = bytes.fromhex(proof["event"]["hash"])
    sides, results = [], []
    for neighbour in way["path"]:
        on_the_left = bool(place & 1) or place == last
        other = bytes.fromhex(neighbour)
        node = node_hash(other, node) if on_the_left else node_hash(node, other)
        sides.append("left" if on_the_left else "right")
        results.append(node.hex())
        while on_the_left and not place & 1 and place:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    return tree_path(proof["event"]["hash"], sides, way["path"], results)


def _bytes_of(event: Event) -> dict[str, str]:
    return {"bytes": b64encode(bytes(event.payload)).decode(), "hash": bytes(event.hash).hex()}


def unasked() -> list[Answer]:
    """The questions before anybody asked them."""
    return [Answer(question, "planned", str(_("Not checked yet"))) for question in QUESTIONS]


def answers(proof: Mapping[str, Any]) -> list[Answer]:
    """Every question answered from the proof alone."""
    checks = {"bytes": _same_hash, "content": _same_event, "chain": _follows, "tree": _in_tree, "signature": _signed}
    found = []
    for question in QUESTIONS:
        try:
            colour = checks[question.key](proof)
        except (ValueError, KeyError, TypeError):
            colour = WRONG  # what cannot be read is not what was recorded
        words = {RIGHT: question.right, WRONG: question.wrong, OPEN: question.open}[colour]
        found.append(Answer(question, colour, str(words)))
    return found


def _verdict(*, holds: bool) -> str:
    return RIGHT if holds else WRONG


def _same_hash(proof: Mapping[str, Any]) -> str:
    event = proof["event"]
    return _verdict(holds=leaf_hash(b64decode(event["bytes"])).hex() == event["hash"])


def _same_event(proof: Mapping[str, Any]) -> str:
    event = proof["event"]
    said = orjson.loads(b64decode(event["bytes"]))
    return _verdict(holds=all(said[key] == event[key] for key in ("id", "stream", "version")))


def _follows(proof: Mapping[str, Any]) -> str:
    event, before = proof["event"], proof["previous"]
    said = orjson.loads(b64decode(event["bytes"]))["prev"]
    if event["version"] == 1:
        return _verdict(holds=said == "")
    if before is None:
        return OPEN
    return _verdict(holds=leaf_hash(b64decode(before["bytes"])).hex() == said)


def _in_tree(proof: Mapping[str, Any]) -> str:
    way = proof["inclusion"]
    if way is None:
        return OPEN
    signed = open_note(SignedNote.parse(proof["checkpoint"]), ()).checkpoint
    leaf = leaf_hash(b64decode(proof["event"]["bytes"]))
    path = [bytes.fromhex(node) for node in way["path"]]
    holds = verify_inclusion(leaf, way["index"], way["size"], path, signed.root) and way["size"] == signed.size
    return _verdict(holds=holds)


def _signed(proof: Mapping[str, Any]) -> str:
    if proof["checkpoint"] is None:
        return OPEN
    keys = [VerifierKey.parse(key) for key in proof["keys"]]
    return _verdict(holds=open_note(SignedNote.parse(proof["checkpoint"]), keys).is_signed_by(keys))
