"""The invented county that shows everything, made by the same actions that real ones use."""
