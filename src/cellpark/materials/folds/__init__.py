"""The tables of this app as folds of their streams; actions write through the same functions."""
