def grouped(number: int) -> str:
    """48,213"""
    return f"{number:,}"


def percent(part: int, whole: int) -> str:
    """96.7, rounded down to a tenth so that only all is a hundred; empty when there is no whole."""
    if not whole:
        return ""
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}"


def size(count: int) -> str:
    """A number of bytes as people say it: 412 KB, 1.8 MB."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{count // 1024} KB"
    tenths = count * 10 // (1024 * 1024)
    return f"{tenths // 10}.{tenths % 10} MB"
