"""Append-only record of writes and of reads of protected things; sealing and verification."""
