"""The consistency view: agreement of coders, their disagreements and the desk where these are settled."""
