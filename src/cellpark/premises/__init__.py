"""What a park lets: buildings, floors, rooms and benches with area, grade and supplies, each with the days it exists.

Rooms are split and merged over the years; what was, is and will be are answered for any day. Lists come in and go out
as CSV and XLSX, dry run first. Places are found by need, alone or as neighbouring rooms together. Who rents a room is
the business of ``cellpark.leases``.
"""
