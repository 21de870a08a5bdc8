"""Content with its salt, as a site and a proof open it."""

import base64
import json

from tlog.leaves import canonical, commitment

SALT = bytes(range(32))
SALTED = base64.b64encode(SALT).decode()


def opened(value):
    return {"content": canonical(value).decode(), "salt": SALTED}


def committed(**groups):
    return {
        group: commitment(salt=SALT, content=canonical(value)) for group, value in groups.items()
    }


def extra(leaf, **groups):
    """What travels with a proof."""
    shown = {group: opened(value) for group, value in groups.items()}
    return json.dumps({"leaf": leaf.decode(), "c": shown}).encode()
