"""Users, dated grants, tasks, sights and exclusions; sign-in; builds each Scope."""
