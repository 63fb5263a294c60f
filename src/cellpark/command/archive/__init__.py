"""Backups: one file that proves itself (T17).

``tables.py`` reads from the database's catalogue what there is to copy, ``manifest.py`` is the list of contents with a
hash for each part, ``writer.py`` copies one unchanging view of the database while the site runs, ``reader.py`` refuses
a file of which any part was changed, and ``loader.py`` fills an empty database and compares. Keys travel in a file of
their own, so that erasing a person's key is not undone by an old backup.
"""
