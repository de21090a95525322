"""The `lofte` command."""
