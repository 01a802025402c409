"""Ring 5: the boxes on the counter."""
