"""What a sponsor runs to be a witness: a folder with its own key and its own last head, and the asking of a log.

It needs no database and no settings of a site: a witness stands outside the house, or it proves nothing. The rule by
which it cosigns stands in ``cellpark.ledger.proof.witness``.
"""
