"""The keys: who may read what was sealed, and how that stands when people forget, leave or come.

Words: person key, unit key, epoch, share, data key, wrap, key session, recovery envelope, custodian seat, disclosure.
The room knows keys and people; what is sealed under a key (a report, a name, a file) only the room that seals it knows.
"""
