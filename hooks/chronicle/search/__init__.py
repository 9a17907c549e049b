"""What readers can search for: the site's index, as a script that its pages load on first use."""
