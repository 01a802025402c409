"""`make bench`: what the till costs beside the bare limit, measured in the same run. Never part of `make test`."""
