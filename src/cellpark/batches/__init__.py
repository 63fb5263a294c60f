"""Batches: the state of a batch is a pure function of the approved recipe and the events of its stream.

``run`` is that function: which steps are open, which values are missing, which timers run. The acts ask it, ask rooms,
equipment, materials and qualifications, and record what was done, by whom, with what. A correction is a new entry.
"""
