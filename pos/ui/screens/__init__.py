"""One module per screen; no screen imports another."""
