"""What each page shows: frozen dataclasses made by functions. No markup, and nothing looked up in a
template."""
