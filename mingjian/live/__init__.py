"""Publish to NOTIFY to server-sent events; browsers fetch again through the scoped view."""
