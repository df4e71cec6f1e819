"""Report: the letter and its annex as one typed document tree, and the writers that render it.

A report renders an edition and decides nothing: what a sentence may say is settled in `dossier`.
"""
