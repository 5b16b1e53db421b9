"""What is checked beyond the model: the text of an edition, and a translation beside its original."""
