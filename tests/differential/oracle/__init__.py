"""An oracle of the decisions, written from the contract page and the rulebook alone."""
