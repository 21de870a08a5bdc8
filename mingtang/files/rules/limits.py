from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much one file may be. Settings of the installation: no article of law says so."""

    size: int = 50 * MEGABYTE  # bytes as uploaded
    unpacked: int = 300 * MEGABYTE  # bytes of all that is packed in it
    ratio: int = 200  # unpacked to packed
    entries: int = 10_000  # things packed in it
    objects: int = 300_000  # parts of a PDF
    pages: int = 2_000
    characters: int = 5_000_000  # of text that is kept
    pixels: int = 50_000_000
    seconds: int = 20  # of work on it
    memory: int = 1024 * MEGABYTE  # bytes, for that work
