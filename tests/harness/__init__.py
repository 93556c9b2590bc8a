"""What tests stand on: one server, a migrated template, clones of it, a served desk, a browser, no network."""
