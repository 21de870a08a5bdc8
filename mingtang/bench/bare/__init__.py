"""The baseline of a page: Django alone, one view, twelve rows from a template, no middleware."""
