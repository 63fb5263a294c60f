"""Files that are there whole or not at all."""

from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and move there: a full disk or a killed process leaves no half file under the name.

    Only the owner of the process reads it, for it holds records of a plant. Raises ``OSError``.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.touch(mode=0o600)
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
