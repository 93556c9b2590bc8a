"""Terms, rounds, teams and the organisations they enter."""
