"""The chronicle as files that other programs read, and the parts of pages that are written for
them: made from the records, without a page."""
