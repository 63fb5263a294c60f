"""Forms of this area."""

from cellpark.web.pages.forms.act_form import ActForm


class CompareForm(ActForm):
    """Nothing to write: what is compared stands above."""
