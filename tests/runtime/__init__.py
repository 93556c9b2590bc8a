"""Tests of the embedded server, the settings, the command."""
