"""Files that people and attackers hand in, made from fixed seeds. A file that once broke the product lies here too."""
