"""The views of the release desk and the out-of-specification room."""
