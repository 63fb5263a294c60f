"""The picture of a label: words, codes, symbols, on a page of its own size."""
