"""The certificate of analysis on paper, and the signature under it."""
