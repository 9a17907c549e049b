"""What a reader can take away: the zipped site, a book (EPUB) and a bill of materials, with their
checksums.

`dist` builds the site and packs it; `epub` makes the book, from the pages that `chapters` chooses;
`imprint` is what a copy says of itself; `materials` is what the site is built with; `archive`
writes zips that are the same in every run. What the files are called is in
chronicle.exports.downloads.
"""
