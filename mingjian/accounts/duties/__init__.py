"""What each of the three administrators may do, and what none of them may."""
