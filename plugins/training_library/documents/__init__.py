"""The page of one document: its facts, its project, its sources, its neighbours."""
