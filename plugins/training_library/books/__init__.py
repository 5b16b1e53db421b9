"""Handbooks, curricula and other long documents as books: EPUB 3 to read elsewhere, PDF to print."""
