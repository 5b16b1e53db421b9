"""How a command ends."""

EXIT_SOUND, EXIT_PROBLEMS, EXIT_USAGE = 0, 1, 2


class CommandError(Exception):
    """The command cannot run; the message says why, and what to do."""
