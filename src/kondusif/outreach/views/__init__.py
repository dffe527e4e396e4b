"""Pages about sessions: load through a selector, ask a form, call a service, answer."""
