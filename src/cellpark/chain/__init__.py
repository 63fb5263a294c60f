"""The industry chain of cell and gene therapy: nodes, who sits on them, and who supplies, tests, stores, ships or pays.

Figures of a node are counted from the park's own records: companies, needs, orders, leases. Which links to build, fill,
strengthen, extend or secure follows written definitions. Offers and needs of industry, university, research and
hospital are matched with reasons.
"""
