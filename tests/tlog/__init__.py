"""The formats of the log, its programs, and the verifier."""
