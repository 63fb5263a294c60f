"""Everything called by everybody."""
