"""The desk of prevention: how far outreach reached, set beside the risk of places. It composes; nothing is kept here.

Words: gap, visit-first, silence. It judges places and offices, never persons, and knows no report.
"""
