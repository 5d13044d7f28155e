"""The widgets of our own: drawn line by line, so that little travels on a slow line."""
