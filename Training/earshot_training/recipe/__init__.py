"""The stages of training: sound, picture, fusion, windows, words."""
