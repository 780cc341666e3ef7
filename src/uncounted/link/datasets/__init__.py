"""Event datasets to incidents: which rows of UCDP GED, ACLED, GTD, SCAD, Airwars and others tell of one event."""
