"""Who there is: organisations, people, memberships with roles, qualifications with validity, keys to sign with.

An organisation has a kind (operator, tenant, hospital, ...); a person is one human being with one account for ever
(P11-9b); a membership gives that person one role in one organisation for a time. A person serves either the business
or the system, never both (CN-2d), and the database holds that line. Nothing is deleted: memberships end, qualifications
are withdrawn, people are suspended. Names stay here, outside the ledger, which knows people by their id alone.
"""
