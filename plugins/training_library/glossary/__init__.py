"""The terms of the field: a page of all, and each explained where a document first uses it."""
