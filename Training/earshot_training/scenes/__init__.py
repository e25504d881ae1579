"""Procedurally made audio-visual scenes with exact masks (needs numpy, scipy, Pillow and fluidsynth only)."""
