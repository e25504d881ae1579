"""Training of the bundled model: scenes, network, recipe, export and evaluation."""
