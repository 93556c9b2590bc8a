"""State tables as data, the one move, and the action frame every write runs in."""
