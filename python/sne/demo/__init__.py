"""The demonstration: a year of the register of Nord and Pas-de-Calais, from events alone."""
