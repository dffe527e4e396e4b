"""Territory: which places there are, from province down to RT, what they are called and where they lie.

Keeps the national code list by edition, vanished codes with their successors, boundaries where somebody loaded them,
and a city's own facts (population, TPS, centroid). Five words: *area* (one place), *code* (33.72.01.1001), *edition*
(the decree a list rests on), *vanished* (a code no longer in force), *boundary* (its outline). Staff read; the admin
loads from the shell. Below: institutions, accounts. Above: every room that says where.
"""
