"""Personal fields that an event cannot do without: encrypted per person, erased by destroying the key.

Each person has one key, wrapped by the site's key, which lives in a file apart from the database. A block is bound to
its event by the event's id. The event's hash covers the ciphertext, so that destroying a key leaves every proof whole.
Two different people destroy a key. Keep an escrow of the site's key apart from the data: a lost key is a lost record.
"""
