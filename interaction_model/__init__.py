"""What Alexa is given: the interaction model, made from the words people write and from content."""
