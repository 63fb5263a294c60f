"""Raw files of instruments that do not exist, for the example world: fictional, valid, the same bytes every time."""
