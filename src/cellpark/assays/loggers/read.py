"""A logger's file by what stands in it, whatever its name."""

from collections.abc import Sequence

from cellpark.assays.loggers.berlinger import MARK, read_berlinger
from cellpark.assays.loggers.model import LoggerFile
from cellpark.assays.loggers.plain_csv import read_csv
from cellpark.assays.loggers.signature import ISSUER
from cellpark.kernel.problem import Problem, Refused

BYTES_MAX = 20_000_000


def read(content: bytes, name: str = "", *, zone: str = "UTC", issuers: Sequence[str] = (ISSUER,)) -> LoggerFile:
    """Read ``content``: a Fridge-tag or Q-tag text export, or the plain form with ``time,temperature``.

    ``name`` is the file's own and counts only in a refusal. ``zone`` is that of times without an offset. Raises
    ``Refused`` (``assays.logger....``) with what is wrong and in which line.
    """
    if not content.strip():
        raise Refused(Problem("assays.logger.empty"))
    if len(content) > BYTES_MAX:
        raise Refused(Problem("assays.logger.too_large", {"limit": BYTES_MAX}))
    if content.startswith(b"%PDF"):
        raise Refused(Problem("assays.logger.pdf", {"name": name[:80]}))
    if content.removeprefix(b"\xef\xbb\xbf").startswith(MARK.encode()):
        return read_berlinger(content, issuers)
    return read_csv(content, zone=zone)
