"""The API: REST with OpenAPI over the same actions and forms. It holds no rule."""
