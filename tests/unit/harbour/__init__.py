"""Another world: an invented programme of harbour repairs, to see that nothing is the first pack's."""
