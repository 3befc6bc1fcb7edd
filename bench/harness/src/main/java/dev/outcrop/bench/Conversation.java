package dev.outcrop.bench;

/** What every client says: the same system prompt, the same question. */
public final class Conversation {
    public static final String SYSTEM =
            "You are the assistant of a small library in a small town. Answer in the language of the"
                    + " question, in at most five sentences, and name the shelf of each book that you"
                    + " mention. If the library does not have a book, say so, and say which one comes"
                    + " closest to it. Never invent a book, an author or a shelf. Be kind to children"
                    + " and patient with everyone else.";

    public static final String QUESTION =
            "Good morning! My daughter is nine years old and has read everything about whales that"
                    + " she could find at home. She would now like a book that explains how whales"
                    + " sleep, how they talk with each other over such long distances, and why some of"
                    + " them come so near to the coast. It should have pictures, but it should not be"
                    + " for little ones any more. What do you have, and where do I find it?";

    public static final int MAX_TOKENS = 500;
    public static final double TEMPERATURE = 0.5;

    private Conversation() {}
}
