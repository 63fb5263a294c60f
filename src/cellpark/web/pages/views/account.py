"""Small additions to django-allauth's views."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse

UNPROCESSABLE = 422


def login(request: HttpRequest) -> HttpResponseBase:
    """Sign-in; a refused attempt is no success to programs either."""
    return said_by_status(request, account.login(request))


def said_by_status(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """422 where a form comes back with its refusals."""
    if request.method == "POST" and isinstance(answer, TemplateResponse) and answer.status_code == 200:
        answer.status_code = UNPROCESSABLE
    return answer


def passkeys(_request: HttpRequest) -> HttpResponse:
    """The list of passkeys is part of the page of second steps."""
    return HttpResponseRedirect(reverse("mfa_index"))
