"""The staff face: its addresses, its home page, the record's page, and what turns refusals into pages."""
