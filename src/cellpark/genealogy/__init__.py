"""What came from what, and what touched it: one graph over containers, lots, samples, rooms, equipment and people.

Edges are written with the events they follow from and are never changed; a correction voids an edge and names the event
that did. Three kinds: material (became part of), sample (was taken from; a leaf), contact (was in, on, or handled by).
Traces run backward and forward, as of any moment. This app knows ids and kinds of things, not the things themselves.
"""
