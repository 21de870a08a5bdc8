"""Where the parts of one checkout lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# Whoever brings an environment of their own, whole and pinned, names its Python.
OWN_PYTHON = os.environ.get("MINGTANG_PYTHON", "").strip()
PYTHON = Path(OWN_PYTHON or VENV / "bin" / "python")
MANAGE = ROOT / "manage.py"
RUNTIME_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"
PACKAGE = ROOT / "mingtang"


def default_data() -> Path:
    """The data directory when none is named: MINGTANG_DATA, else `var/` in the checkout."""
    return Path(os.environ.get("MINGTANG_DATA", "").strip() or ROOT / "var").absolute()


def has_command(name: str) -> bool:
    """Whether `manage.py` knows the command, without starting Django."""
    return any(PACKAGE.glob(f"*/management/commands/{name}.py"))
