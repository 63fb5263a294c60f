"""From where a request came: the caller's address, not that of the proxies in front of the site."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy noted, as signing in takes it; empty when a header names none.

    Whoever forges the header counts together with everybody else who does.
    """
    try:
        found: str = get_adapter(request).get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        return ""
    return found
