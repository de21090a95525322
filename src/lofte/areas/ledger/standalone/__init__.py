"""The verifier that travels with every export. It imports nothing of ours."""
