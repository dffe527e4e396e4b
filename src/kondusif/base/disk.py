"""How much room the disk of the data has left."""

import shutil

from django.conf import settings

# Below this share files are taken no more, so that the words of reports, which are small, still find room.
LEAST_FREE = 0.05


def free_share() -> float:
    """Free part of the disk that holds the data, 0..1."""
    home = settings.HOME if settings.HOME.exists() else settings.HOME.parent
    try:
        usage = shutil.disk_usage(home)
    except OSError:
        return 0.0
    return usage.free / usage.total


def has_room() -> bool:
    """Whether there is room for more than words."""
    return free_share() >= LEAST_FREE
