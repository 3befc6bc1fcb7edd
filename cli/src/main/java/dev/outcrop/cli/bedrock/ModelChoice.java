package dev.outcrop.cli.bedrock;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.UsageException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds the id of the model that a person means: an alias, an id, or words of an id. Sends nothing.
 * An id that the region can call only through an inference profile becomes the profile of the
 * region's own geography, with a note.
 *
 * @param aliases ids by alias
 * @param region the region of the calls; asked for only if the id depends on it
 * @param notes is told which id is used, if it is not the one given
 */
record ModelChoice(
        Map<String, String> aliases,
        Catalog catalog,
        LocalDate today,
        Supplier<String> region,
        Consumer<String> notes) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z-]*\\.\\S+");
    private static final int MOST_SHOWN = 12;

    /**
     * Returns the id.
     *
     * @throws UsageException if nothing matches, several models match, or the region cannot call it
     */
    String id(String given) {
        String wanted = aliases.getOrDefault(given, given);
        if (wanted.startsWith("arn:")) {
            return wanted;
        }
        boolean isId = ID.matcher(wanted).matches() || catalog.listed(wanted) != null;
        return isId ? located(wanted) : found(wanted);
    }

    /** Returns the ids of the newest version of each model that the region can call. */
    List<String> newest() {
        String where = region.get();
        var ids = new ArrayList<String>();
        for (List<String> line : new ModelWords(catalog, today).lines()) {
            for (String base : line) {
                String profile = Geography.profile(base, where, catalog);
                if (profile != null || !Geography.needsProfile(base)) {
                    ids.add(profile == null ? base : profile);
                    break;
                }
            }
        }
        return ids;
    }

    private String located(String id) {
        ModelName name = ModelName.of(id);
        String base = name.base();
        if (base == null) {
            return id;
        }
        if (name.profile() != null) {
            requireCallable(id, name.profile(), base);
            return id;
        }
        if (!Geography.needsProfile(base) || catalog.profiles(base).isEmpty()) {
            return id;
        }
        String where = region.get();
        String profile = Geography.profile(base, where, catalog);
        if (profile == null) {
            throw noProfile(base, where);
        }
        notes.accept("using " + profile + ", the inference profile of " + where);
        return profile;
    }

    private void requireCallable(String id, String prefix, String base) {
        if (prefix.equals("global")) {
            return;
        }
        String where = region.get();
        if (Geography.canCall(where, prefix)) {
            return;
        }
        String profile = Geography.profile(base, where, catalog);
        String other = profile == null ? "global." + base : profile;
        boolean known = profile != null || catalog.listed(other) != null;
        throw new UsageException(
                "Model id \""
                        + id
                        + "\" is not valid in "
                        + where
                        + ". Profiles that begin with \""
                        + prefix
                        + ".\" are called from other regions.",
                known ? "-m " + other : "use a region of that geography with --region",
                ExitCode.MODEL);
    }

    private UsageException noProfile(String base, String where) {
        boolean global = catalog.profiles(base).contains("global");
        return new UsageException(
                base
                        + " has no inference profile for "
                        + where
                        + ". It cannot be called without one.",
                global ? "-m global." + base : "outcrop models",
                ExitCode.MODEL);
    }

    private String found(String words) {
        Collection<List<String>> lines = new ModelWords(catalog, today).lines(words);
        if (lines.isEmpty()) {
            if (words.contains(" ")) {
                throw new UsageException(
                        "No model matches \"" + words + "\".", "outcrop models " + words);
            }
            return words;
        }
        if (lines.size() > 1) {
            var newest = new ArrayList<String>();
            lines.forEach(line -> newest.add(line.getFirst()));
            boolean more = newest.size() > MOST_SHOWN;
            throw new UsageException(
                    "\""
                            + words
                            + "\" matches several models. Newest of each: "
                            + String.join(
                                    ", ", newest.subList(0, Math.min(newest.size(), MOST_SHOWN)))
                            + (more ? ", …" : ""),
                    "-m " + newest.getFirst());
        }
        return newest(lines.iterator().next());
    }

    private String newest(List<String> line) {
        String where = region.get();
        for (String base : line) {
            String profile = Geography.profile(base, where, catalog);
            if (profile != null || !Geography.needsProfile(base)) {
                String id = profile == null ? base : profile;
                notes.accept("using " + id);
                return id;
            }
        }
        throw noProfile(line.getFirst(), where);
    }
}
