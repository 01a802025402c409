"""Ring 5: the way to the centre and back."""
