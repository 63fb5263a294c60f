"""The pages of the release desk and the out-of-specification room."""
