"""Checks a proof, a whole log, or a site against its log: on any machine, trusting nobody."""
