"""The policies of the demo's organisations, in Swedish and English.

In the source each sentence has a line of its own, so that line n of one language is line n
of the other, and an earlier version is the present one with some lines left out.
"""
