"""What stands in an application, in words."""

from django import template

from cellpark.space.public import Park

register = template.Library()


@register.filter
def park_name(key: str) -> str:
    """The name of the park that was applied for; its key where it is published no longer."""
    found: Park | None = Park.objects.filter(key=key).first()
    return key if found is None else found.name
