"""Figures of the chain, counted from records; pure. Every figure carries the records behind it.

``book`` is what goes in, ``counting`` gives the figures of each node, ``verdicts`` what a node calls for, ``priority``
the order of the gaps, ``scenario`` what happens when somebody leaves, ``comparison`` two parks side by side.
"""
