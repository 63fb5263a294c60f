"""What travels between hospital, plant and store: shipments with seals, conditions and the files of their loggers.

A shipment names its containers, who hands over and who takes, the seal and the limits of temperature. The file of a
logger is kept by its hash, its signature is verified, and an excursion puts every container inside on hold until
quality decides. Each hand-over is a scan that must match. ``cellpark.assays`` reads the loggers' formats.
"""
