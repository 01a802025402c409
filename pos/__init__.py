"""Tresen, the till of an omnichannel store. Where each line belongs: CONTRIBUTING.md."""
