"""What `serve` tells an author of a page, in the page itself."""
