"""Who may do what: roles to permissions, the Actor of a request, and the only way to add a page or an operation.

Everything is denied unless a rule allows it: ``route()`` and ``operation()`` declare the rule, the middleware refuses a
view that has none. The actor of a request carries the permissions of the memberships that run today and the scope of
organisations it may see; the scope stays open around view and rendering. A stranger never learns that a thing exists:
foreign ids are 404.
"""
