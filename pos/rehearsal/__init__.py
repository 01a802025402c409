"""Ring 6: drives the assembled program; tour, replay, screens."""
