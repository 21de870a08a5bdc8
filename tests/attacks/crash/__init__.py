"""Processes die at random moments while clients act: is anything lost, doubled or out of order?"""
