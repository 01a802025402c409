"""Building blocks that screens share."""
