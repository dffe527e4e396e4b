"""The daily situation report: facts of all rooms in the office's own order, on screen, on paper and for a chat.

Five words: fact, sentence, record, section, sheet. Desk, leaders, handlers, verifiers, admin and auditors come in. It
stands above cases and incidents and asks the rooms below for counts and labels; it writes nothing.
"""
