"""The API: the same acts and readings as the pages, for programs, described by OpenAPI.

Every operation declares its access as pages do; a token carries scopes, which are a part of its owner's permissions.
Errors are problem+json (RFC 9457) with the same codes and words as on the pages. Versions are in the address.
"""
