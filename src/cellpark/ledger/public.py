"""What other apps use of the ledger: record an event, read events, prove them."""

from cellpark.ledger.actions.add_cosignature import add_cosignature
from cellpark.ledger.actions.add_witness import add_witness
from cellpark.ledger.actions.append import Recorded, record
from cellpark.ledger.actions.confirm_erasure import confirm_erasure
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.make_export import make_export
from cellpark.ledger.actions.make_site_keys import make_site_keys
from cellpark.ledger.actions.record_signature import record_signature
from cellpark.ledger.actions.request_erasure import request_erasure
from cellpark.ledger.actions.seal import seal, seal_all
from cellpark.ledger.document_key import DocumentKey, document_key
from cellpark.ledger.events import SignedHead
from cellpark.ledger.export.bundle import Attached, attached_digest
from cellpark.ledger.export.pages import shipped
from cellpark.ledger.export.program import Checked, check_export, verifier
from cellpark.ledger.export.words import both_languages
from cellpark.ledger.models import Checkpoint, Event, Signature, Witness
from cellpark.ledger.origin import origin
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.personal.requests import Erasure, Subject, erasure, erasures_of, erasures_waiting, subject_of
from cellpark.ledger.personal.vault import (
    SealedBlock,
    Unreadable,
    open_block,
    open_blocks,
    open_bytes,
    seal_block,
    seal_bytes,
)
from cellpark.ledger.proof.checkpoint import open_note
from cellpark.ledger.proof.dsse import Envelope, NotAnEnvelope
from cellpark.ledger.proof.keys import VerifierKey
from cellpark.ledger.proof.merkle import leaf_hash, node_hash, verify_consistency, verify_inclusion
from cellpark.ledger.proof.note import NotANote, SignedNote
from cellpark.ledger.queries import (
    InclusionProof,
    Sealing,
    checkpoint_note,
    consistency_proof,
    envelope,
    event_at,
    events_of,
    find_events,
    get_event,
    head_of,
    inclusion_proof,
    last_checkpoint,
    leaf_index,
    log_keys,
    replay,
    sealing,
    seen,
    streams_of,
    tree_size,
    typed,
)
from cellpark.ledger.rebuild.check import Difference, Rebuilt, check_rebuild
from cellpark.ledger.rebuild.projection import Derivation, Entry, Interpretation, Projection, Reduction, Row
from cellpark.ledger.registry import event_type, event_types, type_of
from cellpark.ledger.sealer import Sealer, run_sealer
from cellpark.ledger.signature.state import SignedState, signature_state, signatures_of
from cellpark.ledger.signature.statement import Statement, read_statement, signed_heads
from cellpark.ledger.stream import Head, lock_stream, peek_head
from cellpark.ledger.verify.faults import Fault, Report
from cellpark.ledger.verify.run import stored_keys, verify
from cellpark.ledger.witness.source import proof_text
from cellpark.ledger.writing import Fold, as_json, from_json, write_entry, write_row

__all__ = [
    "Attached",
    "Checked",
    "Checkpoint",
    "Derivation",
    "Difference",
    "DocumentKey",
    "Entry",
    "Envelope",
    "Erasure",
    "Event",
    "Fault",
    "Fold",
    "Head",
    "InclusionProof",
    "Interpretation",
    "LedgerPermission",
    "NotANote",
    "NotAnEnvelope",
    "Projection",
    "Rebuilt",
    "Recorded",
    "Reduction",
    "Report",
    "Row",
    "SealedBlock",
    "Sealer",
    "Sealing",
    "Signature",
    "SignedHead",
    "SignedNote",
    "SignedState",
    "Statement",
    "Subject",
    "Unreadable",
    "VerifierKey",
    "Witness",
    "add_cosignature",
    "add_witness",
    "as_json",
    "attached_digest",
    "both_languages",
    "check_export",
    "check_rebuild",
    "checkpoint_note",
    "confirm_erasure",
    "consistency_proof",
    "document_key",
    "envelope",
    "erasure",
    "erasures_of",
    "erasures_waiting",
    "event_at",
    "event_type",
    "event_types",
    "events_of",
    "find_events",
    "from_json",
    "get_event",
    "head_of",
    "inclusion_proof",
    "last_checkpoint",
    "leaf_hash",
    "leaf_index",
    "lock_stream",
    "log_keys",
    "make_checkpoint",
    "make_export",
    "make_site_keys",
    "node_hash",
    "open_block",
    "open_blocks",
    "open_bytes",
    "open_note",
    "origin",
    "peek_head",
    "proof_text",
    "read_statement",
    "record",
    "record_signature",
    "replay",
    "request_erasure",
    "run_sealer",
    "seal",
    "seal_all",
    "seal_block",
    "seal_bytes",
    "sealing",
    "seen",
    "shipped",
    "signature_state",
    "signatures_of",
    "signed_heads",
    "stored_keys",
    "streams_of",
    "subject_of",
    "tree_size",
    "type_of",
    "typed",
    "verifier",
    "verify",
    "verify_consistency",
    "verify_inclusion",
    "write_entry",
    "write_row",
]
