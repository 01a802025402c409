"""Ring 5: the two files of a till, journal and replica; the only place that opens a database."""
