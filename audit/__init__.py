"""Who did what: entries, history written by the database, and the ledger that seals them."""
