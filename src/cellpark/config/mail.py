"""The address of a mail server, taken apart."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

MAIL_ADDRESS = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,253}")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters go: ``tls`` encrypts after the greeting (STARTTLS, RFC 3207), ``ssl`` from the first byte on."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    ssl: bool


def mail_server(url: str) -> MailServer:
    """``smtp://user:password@host:587?tls=1`` or ``smtps://...``; raise ``ValueError`` for anything else.

    A password never goes over the network in the open: with a user, ``smtp`` needs ``tls=1``.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    ssl, tls = parts.scheme == "smtps", query.pop("tls", "0")
    plain = tls == "0" and not ssl
    fits = parts.scheme in {"smtp", "smtps"} and parts.hostname and tls in {"0", "1"} and not (ssl and tls == "1")
    if not fits or query or parts.fragment or parts.path.strip("/") or (parts.username and plain):
        raise ValueError
    assert parts.hostname is not None, "checked above"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if ssl else 587 if tls == "1" else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls == "1",
        ssl=ssl,
    )
