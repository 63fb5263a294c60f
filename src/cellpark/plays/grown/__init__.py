"""A whole park made up from a seed: to try Cellpark at the size that a park grows to, and to measure it there.

``plan`` says what there is, as values and from the seed alone; ``carry_out`` brings it in by the acts with which a real
park moves in: rooms from a list, leases taken over from paper, companies that are there already.
"""
