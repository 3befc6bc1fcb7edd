package dev.outcrop.internal.tool;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment variables that programs of tools get from this process. A program that a model
 * makes run must not see the credentials of the one that asks, so only those pass that nearly every
 * program needs, and those that are named.
 *
 * @see <a
 *     href="https://github.com/modelcontextprotocol/typescript-sdk/blob/main/packages/client/src/client/stdio.ts">the
 *     list of MCP's official SDK</a>, to which the language, the time zone and the folder for
 *     temporary files are added
 */
public final class ProgramEnvironment {
    private static final Set<String> USUAL =
            Set.of(
                    "HOME",
                    "LANG",
                    "LANGUAGE",
                    "LOGNAME",
                    "PATH",
                    "SHELL",
                    "TERM",
                    "TMPDIR",
                    "TZ",
                    "USER");
    private static final Set<String> USUAL_ON_WINDOWS =
            Set.of(
                    "APPDATA",
                    "COMSPEC",
                    "HOMEDRIVE",
                    "HOMEPATH",
                    "LOCALAPPDATA",
                    "PATH",
                    "PATHEXT",
                    "PROCESSOR_ARCHITECTURE",
                    "PROGRAMFILES",
                    "SYSTEMDRIVE",
                    "SYSTEMROOT",
                    "TEMP",
                    "TMP",
                    "USERNAME",
                    "USERPROFILE");

    private final boolean windows;
    private final Collection<String> more;

    private ProgramEnvironment(boolean windows, Collection<String> more) {
        this.windows = windows;
        this.more = more;
    }

    /**
     * Returns the variables to pass.
     *
     * @param process the variables of this process
     * @param windows whether names are the same in upper and lower case
     * @param more names to pass too, as {@link #requireName} accepts them
     */
    public static Map<String, String> of(
            Map<String, String> process, boolean windows, Collection<String> more) {
        var rule = new ProgramEnvironment(windows, more);
        var passed = new TreeMap<String, String>();
        process.forEach(
                (name, value) -> {
                    // An exported function of a shell would run in the shells of the program.
                    if (rule.passes(name) && !value.startsWith("()")) {
                        passed.put(name, value);
                    }
                });
        return passed;
    }

    /** As {@link #of(Map, boolean, Collection)}, on the system that this runs on. */
    public static Map<String, String> of(Map<String, String> process, Collection<String> more) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return of(process, system.startsWith("windows"), more);
    }

    /**
     * Returns the name of a variable to pass; {@code *} at the end stands for any other characters.
     *
     * @throws IllegalArgumentException if it cannot be a name
     */
    public static String requireName(String name) {
        String stem = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        boolean valid = !name.isEmpty() && stem.chars().noneMatch(c -> c <= ' ' || c == '*');
        if (!valid || stem.contains("=")) {
            throw new IllegalArgumentException(
                    "not the name of an environment variable, such as GITHUB_TOKEN or AWS_*");
        }
        return name;
    }

    private boolean passes(String name) {
        String known = windows ? name.toUpperCase(Locale.ROOT) : name;
        return (windows ? USUAL_ON_WINDOWS : USUAL).contains(known)
                || (!windows && known.startsWith("LC_"))
                || more.stream().anyMatch(wanted -> matches(wanted, name));
    }

    private boolean matches(String wanted, String name) {
        if (!wanted.endsWith("*")) {
            return windows ? wanted.equalsIgnoreCase(name) : wanted.equals(name);
        }
        int length = wanted.length() - 1;
        return name.regionMatches(windows, 0, wanted, 0, length);
    }
}
