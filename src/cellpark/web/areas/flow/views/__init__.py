"""The views of flow cytometry."""
