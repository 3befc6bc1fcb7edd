package dev.outcrop.cli;

import picocli.CommandLine.IVersionProvider;

/** Prints the version of this build and of its runtime. */
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
