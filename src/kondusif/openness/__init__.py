"""What everybody may know: figures with small cells withheld, and the open interface to law, calendars and places.

Five words: edition, table, partition, cell, withheld. Everybody comes in. Neighbours: reads intake, cases and incidents
for counts when an edition is made; the public page reads editions only.
"""
