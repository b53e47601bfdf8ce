"""The Alexa door: what Amazon sends is verified, heard, answered and rendered here."""
