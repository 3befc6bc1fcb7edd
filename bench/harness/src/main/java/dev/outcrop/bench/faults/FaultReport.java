package dev.outcrop.bench.faults;

import dev.outcrop.bench.Contestant;
import dev.outcrop.bench.Table;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of rows and clients, and the list of what was wrong. */
final class FaultReport {
    private static final Pattern TOLD_OF =
            Pattern.compile(
                    "(outcrop|bedrockruntime|netty-nio-client|langchain4j-bedrock"
                            + "|spring-ai-bedrock-converse)-\\d.*\\.jar");

    private final Path bench;
    private final List<Contestant> clients;
    private final List<Row> rows;
    private final List<List<Cell>> columns = new ArrayList<>();

    FaultReport(Path bench, List<Contestant> clients, List<Row> rows) {
        this.bench = bench;
        this.clients = clients;
        this.rows = rows;
    }

    void add(int client, List<Cell> column) {
        columns.add(client, column);
    }

    void print() {
        System.out.println(
                "Run on " + LocalDate.now(ZoneOffset.UTC) + ", Java " + Runtime.version() + ".\n");
        for (Contestant who : clients) {
            System.out.println("- " + who.name() + ": " + versions(who));
        }
        System.out.println();
        table().print();
        details();
        System.out.println("### Rows right / rows run\n");
        for (int i = 0; i < clients.size(); i++) {
            System.out.println("- " + clients.get(i).name() + ": " + score(columns.get(i)));
        }
    }

    private String versions(Contestant who) {
        return who.jars(bench).stream()
                .map(jar -> jar.getFileName().toString())
                .filter(jar -> TOLD_OF.matcher(jar).matches())
                .map(jar -> jar.replace(".jar", ""))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Table table() {
        var heads = new ArrayList<>(List.of("row", "fault", ""));
        clients.forEach(who -> heads.add(who.name()));
        var table = new Table(heads.toArray(String[]::new));
        for (int i = 0; i < rows.size(); i++) {
            int at = i;
            Row row = rows.get(i);
            var cells =
                    new ArrayList<>(Arrays.asList(row.number(), row.what(), row.mode().toString()));
            columns.forEach(column -> cells.add(column.get(at).shown()));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private void details() {
        System.out.println("### What was wrong\n");
        each(
                cell -> cell.run() && !cell.isRight(),
                (row, who, cell) ->
                        System.out.println(
                                "- "
                                        + row.number()
                                        + " "
                                        + row.mode()
                                        + ", "
                                        + who.name()
                                        + ": "
                                        + cell.detail()));
        System.out.println("\n### What was not run\n");
        Map<String, List<String>> skipped = new LinkedHashMap<>();
        each(
                cell -> !cell.run(),
                (row, who, cell) ->
                        skipped.computeIfAbsent(
                                        who.name() + ", which " + cell.detail(),
                                        why -> new ArrayList<>())
                                .add(row.number() + " " + row.mode()));
        skipped.forEach((why, which) -> System.out.println("- " + why + ": " + which));
        System.out.println();
    }

    private interface Found {
        void is(Row row, Contestant who, Cell cell);
    }

    private void each(Predicate<Cell> which, Found found) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < clients.size(); j++) {
                Cell cell = columns.get(j).get(i);
                if (which.test(cell)) {
                    found.is(rows.get(i), clients.get(j), cell);
                }
            }
        }
    }

    private static String score(List<Cell> column) {
        long run = column.stream().filter(Cell::run).count();
        return column.stream().filter(Cell::isRight).count() + " / " + run;
    }
}
