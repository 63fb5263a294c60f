"""Values from the files that instruments write: same bytes, same values, with the version of what read them.

Allotropy knows the layouts; the digits come from the file's own text wherever they stand there.
"""
