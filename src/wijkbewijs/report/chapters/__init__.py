"""What the brief and the bijlage say: one module a chapter, each a function from edition to tree."""
