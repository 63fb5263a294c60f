"""What the house promises, and the clocks that measure it. Pure: values in, values out."""
