"""Readings of instruments and the raw files they come from.

A raw file is kept byte for byte under its SHA-256; values are read from it by a named reader of a named version: any
number clicks back to its bytes. Streams of readings are kept in blocks; the ledger holds a digest for each block.
"""
