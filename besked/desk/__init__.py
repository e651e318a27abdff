"""The desk: where recruiters and managers work. It holds no rule."""
