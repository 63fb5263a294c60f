"""The pages of dossiers and inspections."""
