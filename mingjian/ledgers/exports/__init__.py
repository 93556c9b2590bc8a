"""A ledger as a file: numbered, recorded, marked, streamed; and the list of the files that were taken."""
