"""Proof in words: what a control found, said so that anybody understands it.

Shared by the desk and the public centre, so that both say the same of the same evidence.
"""
