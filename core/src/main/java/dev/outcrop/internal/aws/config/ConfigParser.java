package dev.outcrop.internal.aws.config;

import dev.outcrop.internal.aws.config.ConfigHeader.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Parses one of AWS's shared files as AWS's SDKs do: a line that is indented deeper than the
 * property above it continues that property. It also accepts what only AWS's command line accepts:
 * indented headers and properties, indented comments, {@code name: value}, quoted names. Source: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">file format</a>.
 */
final class ConfigParser {
    private final boolean credentialsFile;
    private final ConfigSections sections = new ConfigSections();
    private boolean defaultIsPrefixed;

    /** Whether a header has been read. */
    private boolean inSection;

    /** The properties of the section being read; null if the section is ignored. */
    private @Nullable Map<String, String> properties;

    /** The name of the property being read, or null; and its value so far. */
    private @Nullable String property;

    private final StringBuilder value = new StringBuilder();

    /** Whether that property's name is one that AWS's SDKs ignore. */
    private boolean ignored;

    /** How far the header or property being read is indented. */
    private int indent;

    private ConfigParser(boolean credentialsFile) {
        this.credentialsFile = credentialsFile;
    }

    static ConfigSections parse(String text, boolean credentialsFile) throws ConfigSyntaxException {
        var parser = new ConfigParser(credentialsFile);
        int number = 0;
        for (int start = 0; start < text.length(); ) {
            int end = lineEnd(text, start);
            parser.line(text.substring(start, end), ++number);
            start = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        parser.endProperty();
        return parser.sections;
    }

    private static int lineEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private void line(String line, int number) throws ConfigSyntaxException {
        String content = Space.strip(line);
        if (content.isEmpty() || content.charAt(0) == '#' || content.charAt(0) == ';') {
            return;
        }
        int column = line.indexOf(content.charAt(0));
        if (property != null && column > indent) {
            continueProperty(content, number);
            return;
        }
        endProperty();
        if (content.charAt(0) == '[') {
            indent = column;
            inSection = true;
            properties = properties(ConfigHeader.parse(content, number, credentialsFile));
        } else if (!inSection) {
            throw new ConfigSyntaxException("Expected a profile definition", number);
        } else if (properties != null) {
            startProperty(content, column, number);
        }
    }

    private @Nullable Map<String, String> properties(ConfigHeader header) {
        Kind kind = header.kind();
        if (kind == null) {
            return null;
        }
        if (kind == Kind.PROFILE && header.name().equals("default")) {
            if (defaultIsPrefixed && !header.prefixed()) {
                return null;
            }
            if (header.prefixed() && !defaultIsPrefixed) {
                sections.remove(kind, "default");
                defaultIsPrefixed = true;
            }
        }
        String alias = header.alias();
        if (kind == Kind.PROFILE && header.listed()) {
            sections.list(alias == null ? header.name() : alias);
        }
        Map<String, String> opened = sections.open(kind, header.name());
        if (alias != null) {
            sections.alias(alias, opened);
        }
        return opened;
    }

    private void startProperty(String content, int column, int number)
            throws ConfigSyntaxException {
        if (column > indent && content.indexOf('=') < 0 && content.indexOf(':') < 0) {
            throw new ConfigSyntaxException(
                    "Expected a property definition, found continuation", number);
        }
        ConfigProperty found = ConfigProperty.parse(content, number);
        indent = column;
        property = found.name();
        ignored = !ConfigProperty.isName(found.name());
        value.setLength(0);
        value.append(found.value());
    }

    private void continueProperty(String content, int number) throws ConfigSyntaxException {
        if (ignored) {
            return;
        }
        // The lines under an empty value are properties of their own.
        if (value.isEmpty() || value.charAt(0) == '\n') {
            int equals = content.indexOf('=');
            if (equals < 0) {
                throw new ConfigSyntaxException(
                        "Expected an '=' sign defining a sub-property", number);
            }
            if (equals == 0) {
                throw new ConfigSyntaxException("Sub-property did not have a name", number);
            }
        }
        value.append('\n').append(content);
    }

    private void endProperty() {
        if (property != null && properties != null && !ignored) {
            properties.put(property, value.toString());
        }
        property = null;
    }
}
