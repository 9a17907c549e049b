"""The tools of people who write records. They alone write into data/; no build needs them."""
