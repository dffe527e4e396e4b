"""Django furniture: layouts, template tags, middleware, abstract models. Knows no room."""
