"""The one ledger: what happened, who did it, and proof for outsiders that nobody changed it afterwards.

Other apps append events to streams through ``ledger.public``; each event's canonical bytes carry the hash of the one
before it, so a stream proves order and completeness. A sealer puts every committed event into one RFC 9162 Merkle
tree, and signed checkpoints of that tree leave the house, because a chain that we hold ourselves proves nothing
against us. Electronic signatures, personal blocks that can be erased, and the export that verifies offline live here
too. Nothing here knows what an event means: the apps above register their event types.
"""
