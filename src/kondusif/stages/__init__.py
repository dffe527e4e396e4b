"""Stages: which step of which election a date falls in.

Keeps the calendars of contests as dated data (`data/`), a city's own dates over a blank calendar, and its agenda.
Five words: *contest* (pilkada-2024), *stage* (kampanye), *phase* of an office (bakal_calon, calon, selesai),
*quiet period* (masa tenang), *city event* (agenda kota). Anybody may read; the desk and the admin write. Below:
territory, rulebook, institutions. Above: everything that asks "what stage is it today?".
"""
