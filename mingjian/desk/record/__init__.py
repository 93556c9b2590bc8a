"""The pages of the audit administrator: who did and who saw what, bulk reads, and whether the record is whole."""
