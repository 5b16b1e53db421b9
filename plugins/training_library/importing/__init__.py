"""Taking over what was written elsewhere: Word, LibreOffice, HTML and, as a bare text, PDF."""
