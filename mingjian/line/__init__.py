"""The engine room of the line: typed edges between rows of any room, their cards and guards. It knows no room."""
