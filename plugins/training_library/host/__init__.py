"""What every room needs of MkDocs: the library read once, the order of languages, words, addresses, escaping."""
