"""Django plumbing with no business words.

Append-only models that the database itself protects, tenant models that refuse an unscoped query, bilingual names,
the clock that is passed in, problems turned into sentences, acts that run once however often they are sent, and the
outbox. Every app above builds on these and on the kernel; nothing here knows what a batch, a lease or a role is.
Guards are installed from the models themselves (``guards.py``), so that no migration can forget one.
"""
