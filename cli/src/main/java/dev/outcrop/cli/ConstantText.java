package dev.outcrop.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Texts that do not depend on anything but the build: the version and the list of commands. */
final class ConstantText {
    private ConstantText() {}

    /** Returns what an argument prints if it is the only one; null if that is not constant. */
    static @Nullable String of(String argument) {
        return switch (argument) {
            case "-V", "--version" -> version() + System.lineSeparator();
            case "-h", "--help", "help" -> help();
            default -> null;
        };
    }

    static String version() {
        String version = ConstantText.class.getPackage().getImplementationVersion();
        return "outcrop "
                + (version == null ? "(development)" : version)
                + ", Java "
                + Runtime.version().feature();
    }

    /** A test compares the file with what the definitions of the commands give. */
    private static @Nullable String help() {
        try (InputStream in = ConstantText.class.getResourceAsStream("help.txt")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }
}
