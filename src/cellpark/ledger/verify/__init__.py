"""Checking the whole ledger: every byte, every stream, the tree, and every commitment that was ever signed.

It re-hashes what is stored and believes no stored hash (where links only are compared an edited payload passes).
Events stream through in the order of their rows, so that memory grows with the number of streams and tiles, not of
events; several processes share the rows and agree at the seams. What it finds is a list of ``Fault``, in words for
people. What it cannot find is a history rewritten after the last checkpoint that somebody else holds.
"""
