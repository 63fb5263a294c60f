"""Stories: fictional patients on their whole way from vein to vein, told by the acts of hospital, carrier and plant.

A play carries out one batch; a story carries an order through everything before and after it. What goes wrong is in the
script, and what follows from it is done by the same acts as on the pages, each by somebody who may.
"""
