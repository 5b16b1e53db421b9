"""Why a file is not imported."""


class RefusalError(Exception):
    """The file cannot be taken over; the message says why, and what to do."""
