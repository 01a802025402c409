"""Ring 0: money, time, identifiers and errors; imports nothing of ours."""
