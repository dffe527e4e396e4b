"""What the press says: articles pasted or dropped as files, read by the machine, corrected by an officer.

Five words: article, finding, quote, verdict, reading. The desk and the verifier come in. Neighbours: engine.reading
does the reading, territory names the places. An article never makes a case or an incident by itself.
"""
