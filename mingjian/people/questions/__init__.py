"""Questions people ask of the register: who led, who served with whom, how somebody is connected to a body.

Each answer is read through the reader's scope alone, in a number of queries that does not grow, and is recorded as a
read of the persons it names.
"""
