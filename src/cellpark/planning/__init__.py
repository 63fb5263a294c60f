"""Facts of a plant, its schedule, its simulation, its promises and their cost, from the recipe that runs."""
