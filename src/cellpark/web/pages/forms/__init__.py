"""The forms of the pages: which inputs an act takes, how they are read, and the words for what cannot be read."""
