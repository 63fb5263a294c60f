"""Mark a text for translation without translating it, before Django has settings."""


def gettext_noop(text: str) -> str:
    """``text`` itself; import it as ``_``, so that the tools which collect texts find it."""
    return text
