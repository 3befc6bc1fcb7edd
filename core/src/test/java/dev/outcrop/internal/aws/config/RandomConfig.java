package dev.outcrop.internal.aws.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * A random shared file, written twice with the same meaning: as AWS's SDKs read it, and with forms
 * that only AWS's command line reads.
 */
final class RandomConfig {
    private static final String[] NAMES = {
        "region",
        "aws_access_key_id",
        "output",
        "s3",
        "bedrock_runtime",
        "na:me",
        "a.b/c",
        "in valid",
        "ä"
    };
    private static final String[] VALUES = {
        "", " ", "x", "a=b", "x # c", "x\t; c", "# c", "a;b", "a#b", "\"q\"", "'q'", "grö ße", "😂",
        "[x]", "a: b"
    };
    private static final String[] PROFILES = {"a", "b-c", "foo.bar@1:x/y%+", "default"};
    private static final String[] IGNORED = {
        "[profile in valid]", "[plugins]", "[PROFILE a]", "[profilea]", "[services]"
    };
    private static final String[] BROKEN = {"junk", "= x", "[a", "[default] x", " -continued"};
    private static final String[] ENDS = {"\n", "\r\n", "\r"};
    private static final String[] ENCODINGS = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"};

    private final Random random;
    private final boolean credentials;
    private final String headerIndent;
    private final String nameIndent;
    private final String end;
    private final StringBuilder strict = new StringBuilder();
    private final StringBuilder lenient = new StringBuilder();

    RandomConfig(Random random, boolean credentials) {
        this.random = random;
        this.credentials = credentials;
        this.headerIndent = " ".repeat(random.nextInt(3));
        this.nameIndent = headerIndent + "\t".repeat(random.nextInt(3));
        this.end = pick(ENDS);
        for (int sections = random.nextInt(6); sections > 0; sections--) {
            section();
        }
        if (random.nextInt(12) == 0) {
            broken();
            broken();
        }
    }

    /** As AWS's SDKs read it. */
    String strict() {
        return strict.toString();
    }

    /** The other one, in some encoding. */
    byte[] lenient() {
        String encoding = pick(ENCODINGS);
        boolean marked = !encoding.equals("UTF-8") || random.nextBoolean();
        Charset charset = Charset.forName(encoding);
        return ((marked ? "\uFEFF" : "") + lenient).getBytes(charset);
    }

    /** The first of them, as bytes. */
    byte[] strictBytes() {
        return strict().getBytes(StandardCharsets.UTF_8);
    }

    private void section() {
        between();
        switch (random.nextInt(credentials ? 4 : 8)) {
            case 0 -> line(credentials ? "[profile a]" : pick(IGNORED));
            case 1 -> header("default");
            case 2, 3 -> named(credentials ? "" : "profile", pick(PROFILES));
            case 4, 5 -> named("profile", pick(PROFILES));
            case 6 -> named("sso-session", "x");
            default -> named("services", "x");
        }
        for (int properties = random.nextInt(5); properties > 0; properties--) {
            between();
            property();
        }
    }

    private void broken() {
        String text = pick(BROKEN);
        lenient.append(text.startsWith(" ") ? nameIndent : headerIndent);
        line(text);
    }

    private void named(String kind, String name) {
        if (kind.isEmpty()) {
            header(name);
            return;
        }
        String space = pick(" ", "\t", "  ");
        String comment = pick("", " ", "# c", " ; c");
        String quote = pick("", "'", "\"");
        strict.append('[').append(kind).append(space).append(name).append(']').append(comment);
        lenient.append(headerIndent).append('[').append(kind).append(space);
        lenient.append(quote).append(name).append(quote).append(" ]").append(comment);
        line("");
    }

    private void header(String name) {
        lenient.append(headerIndent);
        line("[" + pick("", " ") + name + pick("", " \t") + "]" + pick("", " ", ";", " # c ]"));
    }

    private void property() {
        String name = pick(NAMES);
        String value = pick(VALUES);
        boolean plain = ConfigProperty.isName(name);
        String space = pick("", " ", "\t ");
        strict.append(name).append(space).append('=').append(space).append(value);
        lenient.append(nameIndent).append(plain ? anyCase(name) : name);
        if (plain && !name.contains(":") && !space.isEmpty() && random.nextBoolean()) {
            lenient.append(':').append(space).append(value);
        } else {
            lenient.append(space).append('=').append(space).append(value);
        }
        line("");
        for (int more = Math.max(0, random.nextInt(7) - 4); more > 0; more--) {
            between();
            boolean nested = random.nextInt(8) > 0;
            String text =
                    nested ? pick("a", "endpoint_url", "in valid") + pick("=", " = ") : "-c # d";
            strict.append("  ");
            lenient.append(nameIndent).append("\t");
            line(text + (nested ? pick("", "x", "y # c") : ""));
        }
    }

    private String anyCase(String name) {
        return random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** Nothing, a blank line or a comment, which only the command line reads indented. */
    private void between() {
        switch (random.nextInt(6)) {
            case 0 -> line(pick("", " ", "\t"));
            case 1 -> {
                lenient.append(pick("", "  ", "\t\t\t\t"));
                line(pick("# c", "; c = d", "#[x]"));
            }
            default -> {}
        }
    }

    private void line(String text) {
        strict.append(text).append(end);
        lenient.append(text).append(end);
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}
