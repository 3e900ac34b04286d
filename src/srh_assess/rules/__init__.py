"""What follows from the answers: pure functions, each rule once."""
