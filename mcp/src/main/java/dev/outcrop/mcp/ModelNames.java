package dev.outcrop.mcp;

import java.util.HashSet;
import java.util.Set;

/** Gives the tools of a server names that models accept, each a different one. */
final class ModelNames {
    private static final int LONGEST = 64;

    private final String prefix;
    private final Set<String> used = new HashSet<>();

    /**
     * @param prefix put before each name with {@code _}; empty for none
     */
    ModelNames(String prefix) {
        this.prefix = prefix.isEmpty() ? "" : legal(prefix) + "_";
    }

    /** Returns the name for a tool; the same one for the same tools in the same order. */
    String name(String onServer) {
        String name = cut(prefix + legal(onServer), LONGEST);
        String free = name;
        for (int i = 2; !used.add(free); i++) {
            String number = "_" + i;
            free = cut(name, LONGEST - number.length()) + number;
        }
        return free;
    }

    /** Returns the text with {@code _} in place of what a name may not contain. */
    static String legal(String name) {
        String legal = name.replaceAll("[^a-zA-Z0-9_-]", "_");
        return legal.isEmpty() ? "_" : legal;
    }

    private static String cut(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most);
    }
}
