"""What people do from end to end, in a real browser, on a small province in which the demo's whole story is told."""
