"""OV-AVSS in PyTorch, every size from the bundle's configuration, parameters named as in the published checkpoint."""
