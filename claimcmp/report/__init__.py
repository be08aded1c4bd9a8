"""Writing a report: one module a format."""
