"""Addresses as somebody might add them who forgot the access rule."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


urlpatterns = [path("forgotten", forgotten, name="forgotten")]
handler403 = "tests.access.forgetful_urls.denied"


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("denied", status=403)
