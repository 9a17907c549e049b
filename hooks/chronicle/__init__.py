"""A chronicle of one contested event: records and prose in, Markdown pages and data files out.

The rooms, each of which uses only those before it: `text` (language), `model` (what a record is),
`files` (disk to records), `domain` (records connected), then side by side `validation` (what is
wrong), `views` (what a page shows) and `exports` (files for others), and `rendering` (the pages).
Nothing here uses the network, the clock or MkDocs.
"""
