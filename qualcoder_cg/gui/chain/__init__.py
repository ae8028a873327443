"""The findings view: findings, what follows from them, their forms and links, and a picture of the whole."""
