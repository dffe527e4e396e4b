"""Reports by the public: the form without cookies, the follow-up code, and the desk of the verifiers.

Words: report, track, requirement, follow-up code, evidence, value of information, outcome. The reporter's words stop
here; what goes on to a case or an incident is its number, place, dates, accused unit and the evidence chosen.
Neighbours: territory, rulebook and stages below; cases and incidents above.
"""
