"""The site as an app that a reader installs, and that keeps what was read for times without a line."""
