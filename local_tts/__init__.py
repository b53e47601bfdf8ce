"""The door on a PC: a line of text in, pyttsx3's voice out. Nothing leaves the computer."""
