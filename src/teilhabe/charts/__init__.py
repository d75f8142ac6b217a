"""Pictures of figures as Vega-Lite specifications, their text alternatives, and the SVG made of them."""
