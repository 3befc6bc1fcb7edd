/** The command {@code outcrop}. */
module dev.outcrop.cli {
    requires dev.outcrop;
    requires dev.outcrop.local;
    requires dev.outcrop.mcp;
    requires static org.jspecify;
    requires de.siegmar.fastcsv;
    requires dev.hardwood.core;
    requires info.picocli;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires java.sql;

    // picocli sets the annotated fields of the commands.
    opens dev.outcrop.cli to
            info.picocli;
    opens dev.outcrop.cli.batch to
            info.picocli;
    opens dev.outcrop.cli.bedrock to
            info.picocli;
    opens dev.outcrop.cli.command to
            info.picocli;
    opens dev.outcrop.cli.mcp to
            info.picocli;
    opens dev.outcrop.cli.terminal to
            info.picocli;

    provides System.LoggerFinder with
            dev.outcrop.cli.terminal.QuietLoggers;
}
