"""The same page in the other languages: the switcher, notices on fallbacks, canonical addresses, the site map."""
