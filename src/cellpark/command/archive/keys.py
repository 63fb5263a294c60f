"""The file of keys: what opens personal data and signs for the site. It is kept apart from the backup."""

import os
from collections.abc import Iterator
from pathlib import Path

from cellpark.command.archive.reader import Reader
from cellpark.kernel.problem import Problem, Refused
from cellpark.runtime.places import Places

FOLDER = "keys/"


def key_files(places: Places) -> Iterator[tuple[str, bytes]]:
    """Every key file as part name and contents."""
    for path in sorted(places.keys.iterdir()):
        if path.is_file() and ".new-" not in path.name:
            yield FOLDER + path.name, path.read_bytes()


def put_keys(reader: Reader, places: Places) -> int:
    """Write the key files; one that exists with other contents is never replaced. Returns how many were written."""
    places.make()
    written = 0
    for name in reader.manifest.parts:
        if not name.startswith(FOLDER):
            continue
        path, data = places.keys / plain_name(name.removeprefix(FOLDER)), b"".join(reader.blocks(name))
        if path.exists():
            if path.read_bytes() != data:
                raise Refused(Problem("backup.keys_exist", {"file": str(path)}, rule="T17"))
            continue
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        written += 1
    return written


def plain_name(name: str) -> str:
    """``name`` when it is a plain file name; a path that leads elsewhere is refused."""
    if name != Path(name).name or name in {"", ".", ".."}:
        raise Refused(Problem("backup.part_unknown", {"part": name}, rule="T17"))
    return name
