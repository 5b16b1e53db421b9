"""Full-text search: an index of sections, made while the site is built and read in the browser shard by shard."""
