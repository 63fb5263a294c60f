"""Who asked for which treatment: a hospital orders a sponsor's product for one patient, and a plant makes it.

The chain of identity is issued before the first collection and never changed. Patient data are encrypted for each
person and in sight of the hospital alone; sponsor and plant see the chain of identity. The slots of collection,
manufacture and infusion are one chain, moved together and with a reason. An order is shared by its parties; nobody
else knows of it.
"""
