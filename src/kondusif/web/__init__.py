"""Pages that cross rooms: the public home, the first run, the situation room, settings, the trail, help and health.

Words: room, door, heartbeat. It keeps no table of its own. Neighbours: every room below; nothing imports it.
"""
