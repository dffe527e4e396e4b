"""Pages of this room: articles, folders of files, feeds, stories, clarifications, and how well the machine reads."""
