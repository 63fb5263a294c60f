"""Electronic signatures: the statement that is signed, and what a signature is worth later (P11-8a, P11-8b, A11-2f).

A statement names who signs with which role and meaning, the records with their heads, the hash of what was on the
screen, why and when. Its digest is the WebAuthn challenge. The ceremony itself, with security keys or password and
one-time code, belongs to the identity app; here the statement is built, bound to the records, and kept.
"""
