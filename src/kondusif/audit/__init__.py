"""The trail: one append-only, hash-chained entry per write.

Words: entry, head, actor, action, subject. Nobody updates or deletes an entry; triggers in both databases refuse it.
"""
