"""The whole chronicle to take away: the zipped site, a book (EPUB) and a single page, made from the built site.

`offered` says what they are called and what the site's build lists of them; `articles` reads the built pages as parts and
chapters, `chapter` makes a page fit for paper, `singlepage` and `book` write the two, `pictures` draws the book's pictures,
`archive` packs. Only `tools/dist.py` imports what needs lxml and Pandoc: the site's build needs `offered` alone.
"""
