"""One module per check of ``make check``; ``tools.checks.registry`` lists them."""
