"""What codes are called. Each code an area can hand us has its sentence here, once.

A test walks the areas' events, controls and enums and refuses one without words.
"""
