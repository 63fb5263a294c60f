"""Recipes: master batch records as bilingual text that a reviewer reads and signs and that the plant executes.

``dialect`` reads, checks, formats, compares and renders the text and knows no database. The rest keeps versions of
recipes, their review step by step and their approval by hash: what was approved never changes.
"""
