"""A recipe as a fragment of a page."""

from django.utils.safestring import SafeString, mark_safe

from cellpark.recipes.public import Recipe, render_html


def fragment(recipe: Recipe) -> SafeString:
    """The document below a page's own heading. The renderer escapes every word of the text."""
    article = render_html(recipe).replace("<h1>", '<p class="recipe-title">').replace("</h1>", "</p>")
    return mark_safe(article)  # noqa: S308 -- nothing in it is code, whatever the recipe says (dialect.html)
