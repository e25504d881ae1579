"""The stages of training: sound, picture, fusion, windows, pairs, words."""
