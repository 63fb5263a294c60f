"""The views of dossiers and inspections."""
