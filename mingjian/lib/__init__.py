"""Pure Python, no Django: text, names, dates, money, hashes, cursors and people's spreadsheets."""
