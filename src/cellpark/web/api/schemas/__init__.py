"""What calls send and answers hold: one file for each aggregate."""
