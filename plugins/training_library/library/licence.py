"""The licences under which documents may be used, and where their texts are."""

LICENCE_ADDRESSES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""By SPDX identifier."""


def licence_title(licence: str) -> str:
    """Return a licence as readers know it: `CC BY-SA 4.0` for the SPDX identifier `CC-BY-SA-4.0`."""
    name, _, version = licence.rpartition("-")
    return " ".join(part for part in (*name.split("-", 1), version) if part)
