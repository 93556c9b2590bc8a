"""The matching of persons: which mentions name one person. Reads no model: it runs over any relation of its columns."""
