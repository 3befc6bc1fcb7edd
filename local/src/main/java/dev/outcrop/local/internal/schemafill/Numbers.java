package dev.outcrop.local.internal.schemafill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Creates numbers within their limits. */
final class Numbers {
    /** More than those of any double: writing out 1e999999999 would exhaust memory. */
    private static final int MOST_DIGITS = 400;

    private Numbers() {}

    /**
     * Returns an exact number; null if it is not one.
     *
     * @throws NoValue if it has too many digits to calculate with
     */
    static @Nullable BigDecimal exact(@Nullable Json value) {
        if (!(value instanceof Json.Num number)) {
            return null;
        }
        if (number.literal().length() <= MOST_DIGITS) {
            try {
                BigDecimal exact = number.decimalValue();
                if (Math.abs((long) exact.scale()) <= MOST_DIGITS) {
                    return exact;
                }
            } catch (NumberFormatException e) {
                // A very large exponent.
            }
        }
        throw new NoValue("it has a number of more than " + MOST_DIGITS + " digits");
    }

    /**
     * Returns a count in a schema, such as {@code minItems}; a number larger than a long becomes
     * the largest long.
     *
     * @param otherwise the value if the schema has none
     */
    static long count(Json.Obj schema, String name, long otherwise) {
        BigDecimal exact = exact(schema.get(name));
        if (exact == null) {
            return otherwise;
        }
        return exact.min(BigDecimal.valueOf(Long.MAX_VALUE))
                .max(BigDecimal.ZERO)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    static Json integer(Json.Obj schema, String name, PromptValues prompt) {
        BigDecimal value =
                prompt.number(name, n -> isWhole(n) && fits(n, schema))
                        .orElseGet(() -> smallest(schema, BigDecimal.ONE));
        return new Json.Num(value.setScale(0, RoundingMode.CEILING).toPlainString());
    }

    static Json number(Json.Obj schema, String name, PromptValues prompt) {
        BigDecimal half = new BigDecimal("0.5");
        BigDecimal value =
                prompt.number(name, n -> fits(n, schema)).orElseGet(() -> smallest(schema, half));
        return new Json.Num(value.toPlainString());
    }

    /** The first of 1, the limits and the numbers between them that fits. */
    private static BigDecimal smallest(Json.Obj schema, BigDecimal step) {
        BigDecimal multiple = limit(schema, "multipleOf");
        if (multiple != null && multiple.signum() > 0) {
            boolean down =
                    limit(schema, "minimum") == null && limit(schema, "exclusiveMinimum") == null;
            BigDecimal from =
                    from(schema, down ? to(schema).min(BigDecimal.ZERO) : BigDecimal.ZERO);
            RoundingMode rounding = down ? RoundingMode.FLOOR : RoundingMode.CEILING;
            BigDecimal value = from.divide(multiple, 0, rounding).multiply(multiple);
            return fits(value, schema)
                    ? value
                    : down ? value.subtract(multiple) : value.add(multiple);
        }
        BigDecimal from = from(schema, BigDecimal.ONE);
        for (BigDecimal value : new BigDecimal[] {BigDecimal.ONE, from, from.add(step)}) {
            if (fits(value, schema)) {
                return value;
            }
        }
        BigDecimal most = to(schema);
        BigDecimal less = most.subtract(step);
        if (fits(most, schema)) {
            return most;
        }
        return fits(less, schema)
                ? less
                : from.add(most).divide(BigDecimal.TWO, 10, RoundingMode.HALF_UP);
    }

    private static BigDecimal from(Json.Obj schema, BigDecimal otherwise) {
        BigDecimal least = limit(schema, "minimum");
        BigDecimal above = limit(schema, "exclusiveMinimum");
        return least != null ? least : above != null ? above : otherwise;
    }

    private static BigDecimal to(Json.Obj schema) {
        BigDecimal most = limit(schema, "maximum");
        BigDecimal below = limit(schema, "exclusiveMaximum");
        return most != null ? most : below != null ? below : BigDecimal.ONE;
    }

    /** Whether a number is within the limits of a schema. */
    static boolean fits(Json.Num number, Json.Obj schema) {
        BigDecimal exact = exact(number);
        return exact != null && fits(exact, schema);
    }

    static boolean isWhole(Json.Num number) {
        BigDecimal exact = exact(number);
        return exact != null && isWhole(exact);
    }

    private static boolean fits(BigDecimal value, Json.Obj schema) {
        BigDecimal least = limit(schema, "minimum");
        BigDecimal above = limit(schema, "exclusiveMinimum");
        BigDecimal most = limit(schema, "maximum");
        BigDecimal below = limit(schema, "exclusiveMaximum");
        BigDecimal multiple = limit(schema, "multipleOf");
        return (least == null || value.compareTo(least) >= 0)
                && (above == null || value.compareTo(above) > 0)
                && (most == null || value.compareTo(most) <= 0)
                && (below == null || value.compareTo(below) < 0)
                && (multiple == null
                        || multiple.signum() <= 0
                        || value.remainder(multiple).signum() == 0);
    }

    private static @Nullable BigDecimal limit(Json.Obj schema, String name) {
        return exact(schema.get(name));
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}
