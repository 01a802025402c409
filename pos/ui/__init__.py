"""Ring 5: windows; the only place that knows Qt."""
