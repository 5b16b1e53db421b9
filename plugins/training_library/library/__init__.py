"""The core: documents, editions and vocabularies, read once, checked and frozen.

It knows no MkDocs, no templates and no HTML, so that it outlives whatever builds the site.
"""
