"""The pages of flow cytometry."""
