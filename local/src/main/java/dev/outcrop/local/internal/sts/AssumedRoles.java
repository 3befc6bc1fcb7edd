package dev.outcrop.local.internal.sts;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AssumeRole: temporary keys of any role. The emulator does not know them, so it issues none if it
 * checks signatures. Safe for several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class AssumedRoles {
    private static final Pattern ROLE =
            Pattern.compile(
                    "arn:aws[a-z-]*:iam::([0-9]{12}):role/(?:[\\w+=,.@/-]*/)?([\\w+=,.@-]{1,64})");
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{3,5}");
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    private static final int USUAL = 3_600;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final boolean checked;
    private final RandomGenerator random;
    private final InstantSource clock;

    AssumedRoles(boolean checked, RandomGenerator random, InstantSource clock) {
        this.checked = checked;
        this.random = random;
        this.clock = clock;
    }

    /** Returns the result of a request. */
    String assume(RequestForm form) {
        Matcher role = ROLE.matcher(form.get("RoleArn"));
        String session = form.get("RoleSessionName");
        if (!role.matches()) {
            throw invalid("roleArn");
        }
        if (!SESSION.matcher(session).matches()) {
            throw invalid("roleSessionName");
        }
        int seconds = seconds(form.get("DurationSeconds"));
        if (checked) {
            throw new StsError(
                    403,
                    "AccessDenied",
                    "The local emulator issues no keys if it checks signatures. Try: outcrop local"
                            + " without --credentials and --key");
        }
        String id = "AROA" + letters(16);
        return """
        <AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::%s:assumed-role/%s/%s</Arn>\
        <AssumedRoleId>%s:%s</AssumedRoleId></AssumedRoleUser><Credentials>\
        <AccessKeyId>ASIA%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>\
        <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult>\
        """
                .formatted(
                        role.group(1),
                        role.group(2),
                        session,
                        id,
                        session,
                        letters(16),
                        letters(40),
                        letters(200),
                        clock.instant()
                                .plus(Duration.ofSeconds(seconds))
                                .truncatedTo(ChronoUnit.SECONDS));
    }

    private static int seconds(String given) {
        if (given.isEmpty()) {
            return USUAL;
        }
        int seconds = SECONDS.matcher(given).matches() ? Integer.parseInt(given) : 0;
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw invalid("durationSeconds");
        }
        return seconds;
    }

    private String letters(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static StsError invalid(String member) {
        return new StsError(
                400,
                "ValidationError",
                "1 validation error detected: Value at '"
                        + member
                        + "' failed to satisfy constraint.");
    }
}
