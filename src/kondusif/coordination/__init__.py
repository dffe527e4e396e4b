"""What was agreed in public: declarations, the promises in them, who signed, and whether they are kept.

Words: declaration, promise, check, signatory, sheet, breach. A promise is never judged by the machine: a named person
looks and says what was seen. An incident or a case is linked only after its decision. Who may come in:
`permissions.py`. Neighbours: cases and incidents below; brief and web above.
"""
