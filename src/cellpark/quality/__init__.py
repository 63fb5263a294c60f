"""What is tested and what came out: specifications, samples, tests, results and their investigation.

A specification holds for a product, a site, a stage and a market, in versions; its limits are written in the house's
expression language. A result names its method, analyst, instrument and raw file, is verified by a second person, may be
negative to date, and can be computed again from the file. Out of specification opens an investigation by itself.
"""
