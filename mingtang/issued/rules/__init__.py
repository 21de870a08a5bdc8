"""Numbers, attributes, tables and figures of issued documents: plain functions, no database."""
