"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import URLPattern, URLResolver, get_resolver

from cellpark.runtime.places import PRIVATE_UMASK

YOUNG_OBJECTS = 20_000


def _load(patterns: list[URLPattern | URLResolver]) -> None:
    for each in patterns:
        if isinstance(each, URLResolver):
            _load(each.url_patterns)


def _settle() -> None:
    """Load every page's code, then leave all of it out of the collector's rounds.

    A full round over the 600,000 objects of the program takes a third of a second, and a page of 1,000 rooms makes
    enough objects to begin one. What requests leave behind is still collected.
    """
    _load(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)


os.umask(PRIVATE_UMASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellpark.config.settings")
application = get_wsgi_application()
_settle()
