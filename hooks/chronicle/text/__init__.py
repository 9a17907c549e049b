"""Language: dates, the interface's texts, citations, scripts and spellings. Knows no record."""
