"""Proofs without a database: Merkle tree, tiles, signed notes, checkpoints, cosignatures and DSSE envelopes.

Everything here is pure Python over bytes, so that it can be tested against published vectors and used by a witness
that has no Cellpark. The formats are public: RFC 9162 (tree), C2SP tlog-tiles, signed-note, tlog-checkpoint and
tlog-cosignature, and DSSE. Nothing here invents a format.
"""
