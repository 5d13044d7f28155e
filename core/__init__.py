"""What the sheet « Synchroniser les données » says, and what one can do: no SQL, HTTP or screen.

The words of the field, and what they are called here, are in the glossary of README.md.
"""
