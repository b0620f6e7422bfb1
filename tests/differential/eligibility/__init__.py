"""The independent oracle of eligibility: the rules of docs/households.md in plain Python."""
