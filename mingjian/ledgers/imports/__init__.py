"""Files on their way in: what was learned from clerks, what a file told, the files kept, the pages around them."""
