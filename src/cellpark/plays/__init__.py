"""Scripted histories: a file says who does what in a batch, and the batch is carried out by the acts of the house.

A script names what does not go as the recipe says (a wrong bag, an expired lot, a late end, a value, a correction);
everything else is done as the recipe asks, with values inside its limits. Each act is the one that pages and programs
use, with its gates, signatures and entries. Only example organisations are played in: the clock is the script's, and
nobody who exists is made to sign.
"""
