"""A multilingual training library: documents in Markdown in, a catalogue and a site out."""
