"""Makes the layers of the map, data/map/*.geojson, from open packages. The build never runs it."""
