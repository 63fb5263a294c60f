"""The list of contents: what each part is, how long, and its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from cellpark.kernel.canonical import NotCanonical, decode, encode
from cellpark.kernel.problem import Problem, Refused

FORMAT = "cellpark.backup/1"
MANIFEST = "manifest.json"
SEAL = "manifest.sig"
README = "README.txt"
CHECKPOINT = "checkpoint.txt"
Kind = Literal["site", "keys"]


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the file: its hash (SHA-256, hex), its length, and its rows when it is a table."""

    sha256: str
    bytes: int
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a reader must know before it believes a byte of the rest."""

    kind: Kind
    backup: str  # the same in the file of keys that belongs to it
    site: str
    made_at: str
    version: str
    tree_size: int
    root: str
    migrations: tuple[tuple[str, str], ...]
    sequences: Mapping[str, int]
    parts: Mapping[str, Part]

    def encode(self) -> bytes:
        """Canonical bytes."""
        value: dict[str, Any] = {
            "format": FORMAT,
            "kind": self.kind,
            "backup": self.backup,
            "site": self.site,
            "made_at": self.made_at,
            "version": self.version,
            "tree_size": self.tree_size,
            "root": self.root,
            "migrations": [list(pair) for pair in self.migrations],
            "sequences": dict(self.sequences),
            "parts": {
                name: {"sha256": part.sha256, "bytes": part.bytes, "rows": part.rows, "columns": list(part.columns)}
                for name, part in self.parts.items()
            },
        }
        return encode(value)

    @classmethod
    def decode(cls, data: bytes) -> "Manifest":
        """Read one; raise ``Refused`` (backup.manifest) when it is not exactly what ``encode`` writes."""
        try:
            value = decode(data)
            assert isinstance(value, dict)
            assert value["format"] == FORMAT
            made = cls(
                kind=value["kind"],
                backup=value["backup"],
                site=value["site"],
                made_at=value["made_at"],
                version=value["version"],
                tree_size=value["tree_size"],
                root=value["root"],
                migrations=tuple((app, name) for app, name in value["migrations"]),
                sequences=value["sequences"],
                parts={
                    name: Part(part["sha256"], part["bytes"], part["rows"], tuple(part["columns"]))
                    for name, part in value["parts"].items()
                },
            )
            assert made.encode() == data
        except (NotCanonical, AssertionError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(Problem("backup.manifest", rule="T17")) from error
        return made

    @property
    def digest(self) -> str:
        """The hash that names this manifest, and that the site signs."""
        return sha256(self.encode()).hexdigest()
