"""Every rule that records and prose must keep. The list is `RULES` in rules.py."""
