"""How the laboratory's pages write results and criteria."""
