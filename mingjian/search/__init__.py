"""The bigram index over everything in scope, and its query language."""
