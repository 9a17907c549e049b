"""What a reader can take away: the zipped site and a book (EPUB), with their checksums.

`dist` builds the site and packs it; `epub` makes the book, from the pages that `chapters` chooses;
`imprint` is what a copy says of itself; `archive` writes zips that are the same in every run. What
the files are called is in chronicle.exports.downloads.
"""
