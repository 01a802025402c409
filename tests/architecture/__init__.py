"""Tests of the house itself: rings, sizes, words, documents, demo data, and what make asks before Qt starts."""
