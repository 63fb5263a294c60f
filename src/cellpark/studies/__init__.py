"""Capacity studies of the plants on this site: asked for, worked out in the background, kept with their answer.

A study decides nothing and moves nothing: it is no record and stands in no ledger. What was asked and what came of
it is kept, so that it can be read, compared and asked again. The engine is ``planning.studying``.
"""
