"""The coding window: the transcript, its margin, the codebook and the suggestions beside it."""
