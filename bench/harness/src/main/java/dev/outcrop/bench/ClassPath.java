package dev.outcrop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an application has on its class path because of a client. */
record ClassPath(int jars, double mebibytes) {
    static ClassPath of(Path bench, Contestant who) throws IOException {
        List<Path> jars = who.ownJars(bench);
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return new ClassPath(jars.size(), bytes / 1048576.0);
    }

    static ClassPath print(Path bench, List<Contestant> contestants) throws IOException {
        System.out.println("### Class path at run time\n");
        var table = new Table("client", "jars", "MiB");
        ClassPath mine = new ClassPath(Integer.MAX_VALUE, Double.MAX_VALUE);
        for (Contestant who : contestants) {
            ClassPath path = of(bench, who);
            table.row(who.name(), String.valueOf(path.jars()), Spread.number(path.mebibytes(), 1));
            if (who.equals(Contestant.OUTCROP)) {
                mine = path;
            }
        }
        table.print();
        return mine;
    }
}
