"""The addresses of the signing ceremony and of what was signed."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.identity.public import IdentityPermission
from cellpark.ledger.public import LedgerPermission
from cellpark.web.pages.views import access_review, signing

SIGN = requires(IdentityPermission.MAKE_SIGNATURE)

urlpatterns: list[URLPattern] = [
    route("ledger/sign", signing.sign_stream, access=SIGN, name="ledger-sign"),
    route(
        "ledger/signatures/<uuid:signature_id>",
        signing.signature,
        access=requires(LedgerPermission.SEE_EVENTS),
        name="signature",
    ),
    route("signing/<uuid:prepared_id>", signing.signing, access=SIGN, name="signing"),
    route("access-review", access_review.review, access=requires(IdentityPermission.SEE_ROLES), name="access-review"),
]
