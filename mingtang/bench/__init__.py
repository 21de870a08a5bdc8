"""How fast and how small: each figure beside its target, and beside a bare one of the same run."""
