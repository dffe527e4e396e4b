"""Outreach (sosialisasi): programmes, sessions, what they reached, and the words that are handed out there.

Words: programme, quota, session, audience, reach, piece, kept out. Attendance is a count; no list of names of those who
came is kept, and what was asked stands without who asked. Nothing here knows of reports: no task and no reason comes
from one. Who may come in: `permissions.py`. Neighbours: stages and territory below; coordination, brief and web above.
"""
