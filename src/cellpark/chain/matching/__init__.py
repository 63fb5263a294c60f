"""Which offers fit a want, and why; pure. Chinese and English, with the words of the taxonomy as a bridge between."""
