package dev.outcrop.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which build this is, and what it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "outcrop "
                    + (version == null ? "(development)" : version)
                    + ", Java "
                    + Runtime.version().feature()
        };
    }
}
