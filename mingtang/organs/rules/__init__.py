"""Codes, the tree of organs, successions, posts and roles, leadership. Plain functions and data."""
