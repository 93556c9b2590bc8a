"""The engine of ledgers 台账: declared columns and an action become a page, Excel out and in. It knows no room."""
