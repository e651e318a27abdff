"""The look of every page: components, styles, scripts, icons and template tags; it holds no rule."""
