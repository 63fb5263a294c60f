"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import URLPattern, URLResolver, get_resolver

from cellpark.kernel.collector import without_collector
from cellpark.runtime.places import PRIVATE_UMASK
from cellpark.web.pages.whole_bodies import whole_bodies

YOUNG_OBJECTS = 20_000


def _load(patterns: list[URLPattern | URLResolver]) -> None:
    """Every page's code."""
    for each in patterns:
        if isinstance(each, URLResolver):
            _load(each.url_patterns)


def _settle() -> None:
    """Leave all code out of the collector's rounds, and so in memory that the processes share.

    A full round over the 500,000 objects of the program takes a third of a second, and a page of 1,000 rooms makes
    enough objects to begin one. What loading left behind is kept with it (2 in 100); what requests leave is collected.
    """
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)


os.umask(PRIVATE_UMASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellpark.config.settings")
with without_collector():
    application = whole_bodies(get_wsgi_application())
    _load(get_resolver().url_patterns)
    _settle()
