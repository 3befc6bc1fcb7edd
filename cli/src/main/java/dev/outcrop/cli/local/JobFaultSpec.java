package dev.outcrop.cli.local;

import dev.outcrop.local.script.JobFault;

import java.util.List;

/** What can go wrong with a batch job: {@code NAME} or {@code NAME:NUMBER}. */
final class JobFaultSpec {
    static final String NAMES = "none, invalid, expired:10, failed-records:3";

    private static final int MOST = 1_000_000;

    private JobFaultSpec() {}

    /**
     * Parses the name of a fault.
     *
     * @throws dev.outcrop.cli.terminal.UsageException if there is none of this name
     */
    static JobFault parse(SettingValue value) {
        String text = value.text();
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String number = colon < 0 ? "" : text.substring(colon + 1);
        if (name.equals("expired")) {
            return new JobFault.Expired(number(value, number, "10", 0));
        }
        if (name.equals("failed-records")) {
            return new JobFault.FailedRecords(
                    number(value, number, "3", 1), 500, "A configured fault.");
        }
        return switch (text) {
            case "none" -> new JobFault.None();
            case "invalid" -> new JobFault.Invalid("A configured fault.");
            default -> throw value.wrong("one of " + NAMES);
        };
    }

    private static int number(SettingValue value, String text, String otherwise, int least) {
        String number = text.isEmpty() ? otherwise : text;
        return (int) new SettingValue(value.from(), List.of(number)).whole(least, MOST);
    }
}
