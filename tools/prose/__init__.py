"""`make prose`: what the prose is like for readers, in figures. A report, not a test."""
