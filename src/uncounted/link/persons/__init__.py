"""Lists of victims to victims: which lines, of whatever list, are one person, and how sure that is."""
