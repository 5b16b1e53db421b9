"""The library as one file to carry: what is in it, how it is packed, and whether a copy is still sound."""
