package dev.outcrop.cli;

import picocli.CommandLine.IVersionProvider;

/** Prints the version of this build and of its runtime. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {ConstantText.version()};
    }
}
