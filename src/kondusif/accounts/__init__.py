"""Who may come in: users, grants (role x area x unit x dates), doors.

Words: user, role, grant, scope, door. A scope is an area-code prefix, so this room needs no territory.
"""
