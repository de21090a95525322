"""The sealed generator: labelled columns and texts to judge discovery by.

It shares nothing with the tests' generator: other templates, other names (mimesis), and nobody
tunes a rule on what it prints but by type and kind of mistake. A seed makes the data.
"""
