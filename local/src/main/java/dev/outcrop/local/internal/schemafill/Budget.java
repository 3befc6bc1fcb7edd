package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

/**
 * Limits the work for one answer: a schema of a hundred bytes can require more values than fit in
 * memory. All values of one answer share it. For one thread.
 */
public final class Budget {
    static final int MOST_VALUES = 20_000;
    static final int MOST_CHARACTERS = 1_000_000;

    /** Steps through schemas and prompts. */
    private static final int MOST_STEPS = 2_000_000;

    private long values;
    private long characters;
    private long steps;

    /** Counts one value. */
    void value() {
        values++;
        refuseIf(values > MOST_VALUES, "more than " + MOST_VALUES + " values");
    }

    /** Counts the characters of a text, before it is created. */
    void characters(long count) {
        characters += count;
        refuseIf(characters > MOST_CHARACTERS, "more than " + MOST_CHARACTERS + " characters");
    }

    /** Counts steps. */
    void steps(long count) {
        steps += count;
        refuseIf(steps > MOST_STEPS, "more steps than the limit");
    }

    /** Counts a value that the schema contains. */
    void whole(Json given) {
        value();
        switch (given) {
            case Json.Str(String text) -> characters(text.length());
            case Json.Num number -> characters(number.literal().length());
            case Json.Arr array -> array.elements().forEach(this::whole);
            case Json.Obj object ->
                    object.members()
                            .forEach(
                                    (name, member) -> {
                                        characters(name.length());
                                        whole(member);
                                    });
            case Json.Bool bool -> {}
            case Json.Null none -> {}
        }
    }

    private static void refuseIf(boolean spent, String what) {
        if (spent) {
            throw new NoValue("it requires " + what, true);
        }
    }
}
