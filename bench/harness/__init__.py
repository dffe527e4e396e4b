"""What the harnesses share: a reporter without a browser, a served installation, and the reckoning at the end.

Nothing of it is shipped. Every server listens on this machine alone, is started here and ended here by its own number.
"""
