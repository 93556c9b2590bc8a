"""From a file to judged drafts: choosing the sheet, reading its cells, resolving and comparing the rows."""
