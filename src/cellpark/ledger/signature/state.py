"""What a signature is worth now: for each record, the version that was signed and the present one."""

from dataclasses import dataclass

from cellpark.ledger.models import Signature, SignedStream, StreamHead


@dataclass(frozen=True, slots=True)
class SignedState:
    """One record under a signature: "signed v12, now v13"."""

    stream: str
    signed_version: int
    present_version: int
    same_history: bool

    @property
    def is_current(self) -> bool:
        """Whether the record still stands exactly as it was signed."""
        return self.same_history and self.signed_version == self.present_version


def signature_state(signature: Signature) -> tuple[SignedState, ...]:
    """The state of every record that the signature names, in the order of their names (P11-8b, A11-1b)."""
    rows = list(SignedStream.objects.filter(signature=signature).order_by("stream"))
    heads = {head.stream: head for head in StreamHead.objects.filter(stream__in=[row.stream for row in rows])}
    states = []
    for row in rows:
        head = heads.get(row.stream)
        present = 0 if head is None else head.version
        same = present > row.version or (head is not None and bytes(head.hash) == bytes(row.hash))
        states.append(SignedState(row.stream, row.version, present, same))
    return tuple(states)


def signatures_of(stream: str) -> list[Signature]:
    """The signatures in scope that name this record, oldest first."""
    named = SignedStream.objects.filter(stream=stream).values("signature")
    return list(Signature.objects.filter(id__in=named).order_by("signed_at", "id"))
