"""What opens a door stays out of the log: the secret of a one-time link stands in its address."""

import logging
import re

SECRET = "secret"  # noqa: S105 -- the name under which routes take it
HIDDEN = "..."
# by the look of the address as well: one that leads nowhere, or is refused before its route is known, has no match
LINK = re.compile(r"(/go/(?:ward/|permit/)?[0-9a-fA-F-]{32,36}/)[^\s'\"<>]+")


class WithoutSecrets(logging.Filter):
    """Puts dots in the place of a link's secret, wherever a record repeats its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without the secret."""
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        secret = match.kwargs.get(SECRET) if match is not None else None
        if isinstance(record.msg, str):
            record.msg = _masked(record.msg, secret)
        if isinstance(record.args, tuple):
            record.args = tuple(_argument(each, secret) for each in record.args)
        return True


def _argument(value: object, secret: str | None) -> object:
    """The value as it was, unless it repeats what opens a door; numbers stay numbers for their format."""
    text = str(value)
    masked = _masked(text, secret)
    return value if masked == text else masked


def _masked(text: str, secret: str | None) -> str:
    if secret:
        text = text.replace(secret, HIDDEN)
    return LINK.sub(rf"\g<1>{HIDDEN}", text)
