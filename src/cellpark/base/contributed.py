"""What installed apps contribute to a common list: words for events, entries of the navigation."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def contributed(module: str, name: str) -> list[Any]:
    """``name`` of ``<app>.<module>`` of every installed Cellpark app that has it, in the order of INSTALLED_APPS."""
    ours = [config.name for config in apps.get_app_configs() if config.name.startswith("cellpark.")]
    modules = [import_module(f"{app}.{module}") for app in ours if find_spec(f"{app}.{module}") is not None]
    return [getattr(each, name) for each in modules if hasattr(each, name)]


@cache
def contributed_mapping(module: str, name: str) -> Mapping[str, Any]:
    """The mappings ``name`` of every app as one; the first app to name a key has the word.

    Apps do not change while the site runs: it is gathered once.
    """
    merged: dict[str, Any] = {}
    for mapping in contributed(module, name):
        merged = {**mapping, **merged}
    return merged
