"""What keeps the tree in order: the checks behind ``make check`` and the translation catalogues."""
