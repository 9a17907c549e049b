"""What a record is: the types and descriptions of its fields. One module a kind of record."""
