"""What a file is, what may not be in it, and what it says. Plain functions, no database."""

from mingtang.files.rules.names import clean_name, file_name

__all__ = ["clean_name", "file_name"]
