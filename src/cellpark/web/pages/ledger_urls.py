"""The addresses of the ledger: events, records, checkpoints, witnesses, exports, and what anybody may check."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, requires, route
from cellpark.ledger.public import LedgerPermission
from cellpark.web.pages.views import (
    ledger,
    ledger_event,
    ledger_export,
    ledger_public,
    ledger_stream,
    ledger_tree,
)

SEE = requires(LedgerPermission.SEE_EVENTS)

urlpatterns: list[URLPattern] = [
    route("ledger", ledger.ledger, access=SEE, name="ledger"),
    route("ledger/events/<uuid:event_id>", ledger_event.event, access=SEE, name="ledger-event"),
    route("ledger/events/<uuid:event_id>/proof", ledger_event.event_proof_file, access=SEE, name="ledger-event-proof"),
    route("ledger/records/<path:stream>", ledger_stream.stream, access=SEE, name="ledger-stream"),
    route("ledger/checkpoints", ledger_tree.checkpoints, access=SEE, name="ledger-checkpoints"),
    route("ledger/checkpoints/<int:size>", ledger_tree.checkpoint, access=SEE, name="ledger-checkpoint"),
    route("ledger/checkpoints/<int:size>/note", ledger_tree.checkpoint_file, access=SEE, name="ledger-checkpoint-file"),
    route(
        "ledger/checkpoints/sign",
        ledger_tree.sign_checkpoint,
        access=requires(LedgerPermission.MAKE_CHECKPOINT),
        name="ledger-checkpoint-sign",
    ),
    route("ledger/witnesses", ledger_tree.witnesses, access=SEE, name="ledger-witnesses"),
    route("ledger/export", ledger_export.export, access=requires(LedgerPermission.MAKE_EXPORT), name="ledger-export"),
    route("checkpoint", ledger_public.checkpoint, access=PUBLIC, name="checkpoint"),
    route(
        "checkpoint/consistency/<int:old>/<int:new>", ledger_public.consistency, access=PUBLIC, name="consistency-proof"
    ),
    route("verify", ledger_public.verify, access=PUBLIC, name="verify"),
    route("verify/checker", ledger_public.verifier, access=PUBLIC, name="verifier"),
]
