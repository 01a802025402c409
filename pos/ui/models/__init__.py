"""Qt models over values that services return."""
