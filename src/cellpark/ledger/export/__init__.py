"""Records that leave the house: one zip that anybody can check without us, now or in thirty years (P11-2, P11-3).

It holds the exact bytes of whole streams, a proof for each event, a signed checkpoint with the lines of its witnesses,
a signed manifest (so that nothing was left out), a page for people, and two programs that check it all: ``verify.py``
needs the standard library alone, ``verify.html`` needs a browser and no network. The same input gives the same bytes.
Both programs get their words, Chinese and English, from our catalogues when the export is made.
"""
