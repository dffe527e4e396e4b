"""What disturbed the peace and where: incidents, nil reports, and the word for the situation.

Words: incident, harm, nil report, assessment, standing. It keeps no name of anybody: of people only the number of
victims and whether the police know. Criticism, worship and lawful assembly are not incidents and are refused.
Who may come in: `permissions.py`. Neighbours: intake below (a verified report may become an incident), brief and web
above.
"""
