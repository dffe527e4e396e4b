"""Circulars and pledges: who was told, who understood, who signed.

Words: circular, version, readership, addressee, signature, paper list, reminder. A circular goes to a readership, which
is a saved query over the roster; each of its people reads it, answers three questions drawn from the rulebook and signs
the pledge. Answers are kept nowhere; a head sees done or not done. A version that asks again is signed again. Nothing
here knows of reports. Who may come in: `permissions.py`. Below: roster, stages, rulebook; above: brief and web.
"""
