"""Signed notes (C2SP signed-note): a text, a blank line, and signature lines of whoever vouches for it."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from cellpark.ledger.proof.keys import check_name

SIGNATURES_MAX = 100
NOTE_BYTES_MAX = 1_000_000
DASH = "\u2014"


class NotANote(ValueError):  # noqa: N818 -- the name says what is wrong
    """The bytes are no signed note; the message says why."""


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: whose key (name and id), and the bytes after the id."""

    name: str
    key_id: bytes
    signature: bytes

    def encode(self) -> str:
        """The line with its newline."""
        return f"{DASH} {self.name} {b64encode(self.key_id + self.signature).decode()}\n"

    @classmethod
    def parse(cls, line: str) -> "NoteSignature":
        """Read one line without its newline."""
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != DASH:
            raise NotANote(f"not a signature line: {line[:60]!r}")
        try:
            name = check_name(parts[1])
            blob = b64decode(parts[2], validate=True)
        except (Base64Error, ValueError) as error:
            raise NotANote(f"the signature of {parts[1][:60]!r} cannot be read") from error
        if b64encode(blob).decode() != parts[2]:  # RFC 4648 3.5: the unused bits are zero, so one text says it
            raise NotANote(f"the signature of {name!r} has more than one way to be written")
        if len(blob) < 5:
            raise NotANote(f"the signature of {name!r} is too short")
        return cls(name, blob[:4], blob[4:])


@dataclass(frozen=True, slots=True)
class SignedNote:
    """``text`` ends in a newline; the signatures are unverified until a key has checked them."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def encode(self) -> str:
        """The whole note."""
        return f"{self.text}\n{''.join(line.encode() for line in self.signatures)}"

    def with_signatures(self, *more: NoteSignature) -> "SignedNote":
        """The same note with further signature lines; a line already there is not repeated."""
        known = set(self.signatures)
        return SignedNote(self.text, self.signatures + tuple(line for line in more if line not in known))

    @classmethod
    def parse(cls, data: bytes | str) -> "SignedNote":
        """Read a note; raise ``NotANote`` with the reason."""
        try:
            note = data if isinstance(data, str) else data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotANote("the note is not UTF-8") from error
        if len(note) > NOTE_BYTES_MAX:
            raise NotANote("the note is too long")
        if any(letter < " " and letter != "\n" for letter in note):
            raise NotANote("the note holds a control character")
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise NotANote("the note has no signature after a blank line")
        rows = lines[:-1].split("\n")
        if len(rows) > SIGNATURES_MAX:
            raise NotANote(f"the note has more than {SIGNATURES_MAX} signatures")
        return cls(text + "\n", tuple(NoteSignature.parse(row) for row in rows))
