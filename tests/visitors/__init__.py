"""What a visitor sees without signing in."""
