"""From files to records: every value keeps its place, and every mistake is named at its place."""
