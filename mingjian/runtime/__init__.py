"""What the processes stand on: data home, keys, embedded server, environment. No Django in here."""
