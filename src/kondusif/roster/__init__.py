"""Roster: who works for the city, in which unit, since when; found by a messy name, with a reason on record.

Kept here: employees, their leave, their acting posts, the editions of the list, and who looked somebody up. Never here:
a report, a case, a score, or what was asked in a look-up. BKPSDM writes; verifiers and handlers look up with a reason.
"""
