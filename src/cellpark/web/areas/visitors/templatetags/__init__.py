"""What the templates of this area say."""
