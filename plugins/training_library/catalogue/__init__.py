"""The browsable view of the library: grouped by area, narrowed by facets, exported as data."""
