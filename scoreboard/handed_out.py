"""The program as one file, to be handed out alone."""

import io
import zipfile
from importlib import resources

FIRST_LINE = b"#!/usr/bin/env python3\n"
# What is written twice is the same to the byte, so that its hash can be printed.
ALWAYS = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16
OWN = (
    *("__init__", "__main__", "acts", "checking", "commands", "counting", "handed_out"),
    *("sources", "tables"),
)
# What is taken of the log's formats: how an act is written, and what a list of duties means.
OF_THE_LOG = {
    "tlog": ("__init__", "encoding", "errors", "leaves", "merkle"),
    "tlog.verifying": ("__init__", "duties", "opened", "reports", "told"),
}


def one_file() -> bytes:
    """Python runs it as it is; its sources are not packed, and can be read in it."""
    packages = {"scoreboard": OWN, **OF_THE_LOG}
    sources = {
        f"{package.replace('.', '/')}/{name}.py": (
            resources.files(package).joinpath(f"{name}.py").read_bytes()
        )
        for package, names in packages.items()
        for name in names
    }
    sources["__main__.py"] = sources["scoreboard/__main__.py"]
    whole = io.BytesIO()
    whole.write(FIRST_LINE)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(sources.items()):
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.create_system, entry.external_attr = 3, PLAIN_FILE
            archive.writestr(entry, content)
    return whole.getvalue()
