"""Ring 1: the rules of a sale; pure functions over frozen values."""
