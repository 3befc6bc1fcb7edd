package dev.outcrop.local.internal.media;

/** A kind of input besides text. */
enum Medium {
    IMAGE("image"),
    AUDIO("audio"),
    VIDEO("video"),
    DOCUMENT("document");

    private final String member;

    Medium(String member) {
        this.member = member;
    }

    /** The member of a content block of Converse. */
    String member() {
        return member;
    }
}
