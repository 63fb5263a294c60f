"""The signing ceremony: what is signed is shown in full, its meaning in both languages, then the signer's proof.

Every signature authenticates again (P11-9a, A11-2f). The strong way is a passkey whose challenge is the digest of the
signed statement, so that the device vouches for exactly this text and the server cannot imitate it; the weak way is
password and one-time code, and the record says that it is the weak one. A statement is kept for a few minutes and used
once.
"""
