"""What can be set of a plugin in mkdocs.yml."""

from mkdocs.config.base import Config


class NoOptions(Config):
    """Nothing: what differs between libraries is data, in `docs/vocabulary`."""
