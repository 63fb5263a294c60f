"""A guard of the public form without outside services: a little work for the browser, or a sum for whoever has none.

Each challenge is signed, belongs to one sending, and needs a moment between reading and sending. A browser with
JavaScript looks for a number by itself; without it, the reader answers a sum.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

from cellpark.base.attempts import take_attempt
from cellpark.base.time import now
from cellpark.kernel.problem import Problem

SALT = "cellpark.companies.application"
BITS = 15
"""A browser tries some ten thousand numbers, which takes it a second; a flood of forms takes a flood of seconds."""
SOONEST, LATEST = timedelta(seconds=3), timedelta(hours=4)
TERM_LEAST, TERMS = 2, 8
FORM_TRIES, SITE_TRIES, WINDOW = 8, 200, timedelta(hours=1)
WORK_MAX = 20


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the form carries: the signed token, its nonce for the browser, the two terms of the sum for people."""

    token: str
    nonce: str
    one: int
    other: int


def new_challenge() -> Challenge:
    """A challenge of now."""
    nonce = secrets.token_hex(12)
    one, other = (secrets.randbelow(TERMS) + TERM_LEAST for _each in range(2))
    said = {"n": nonce, "t": int(now().timestamp()), "s": _sum_digest(nonce, str(one + other))}
    return Challenge(signing.dumps(said, salt=SALT), nonce, one, other)


def challenge_problem(token: str, *, work: str, answer: str) -> Problem | None:
    """Why a form is not taken: not ours, too quick, too late, sent before, or without work and sum."""
    try:
        said = signing.loads(token, salt=SALT)
        nonce, sent, digest = str(said["n"]), int(said["t"]), str(said["s"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Problem("companies.form.stale")
    age = timedelta(seconds=int(now().timestamp()) - sent)
    if age < SOONEST:
        return Problem("companies.form.hasty")
    if age > LATEST:
        return Problem("companies.form.stale")
    if not worked(nonce, work) and not hmac.compare_digest(_sum_digest(nonce, answer.strip()), digest):
        return Problem("companies.form.work", field="answer")
    if not take_attempt(f"application/{nonce}", limit=1, window=LATEST):
        return Problem("companies.form.stale")
    return None


def worked(nonce: str, work: str) -> bool:
    """Whether the number makes a digest that begins with enough zero bits."""
    if not work.isascii() or not work.isdecimal() or len(work) > WORK_MAX:
        return False
    digest = hashlib.sha256(f"{nonce}:{work}".encode()).digest()
    return int.from_bytes(digest, "big") >> (8 * len(digest) - BITS) == 0


def often_problem(address: str) -> Problem | None:
    """Too many forms from one address, or at all, within an hour."""
    here = take_attempt(f"application-address/{address}", limit=FORM_TRIES, window=WINDOW)
    there = take_attempt("application-site", limit=SITE_TRIES, window=WINDOW)
    return None if here and there else Problem("companies.form.often")


def _sum_digest(nonce: str, answer: str) -> str:
    return salted_hmac(f"{SALT}.sum", f"{nonce}:{answer}").hexdigest()
