package dev.outcrop.schema;

import dev.outcrop.json.Json;
import dev.outcrop.schema.Shape.Unreadable;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Converts JSON numbers to Java's, exactly or not at all. */
final class ExactNumbers {
    /** Larger than that of any double; writing this many zeros is harmless. */
    private static final int LARGEST_EXPONENT = 400;

    private ExactNumbers() {}

    static BigDecimal of(Json json) {
        if (!(json instanceof Json.Num number)) {
            throw new Unreadable(SchemaErrors.not(json, "a number"));
        }
        if (!writable(number)) {
            throw new Unreadable("is a number too large or too small to read");
        }
        return number.decimalValue();
    }

    /** Whether the digits of a number can be written out at a bounded cost. */
    static boolean writable(Json.Num number) {
        try {
            BigDecimal value = number.decimalValue();
            return value.signum() == 0
                    ? Math.abs((long) value.scale()) <= LARGEST_EXPONENT
                    : Math.abs((long) value.precision() - value.scale()) <= LARGEST_EXPONENT
                            && Math.abs((long) value.scale()) <= 2 * LARGEST_EXPONENT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static byte toByte(BigDecimal value) {
        return (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    static short toShort(BigDecimal value) {
        return (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static int toInt(BigDecimal value) {
        return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static long toLong(BigDecimal value) {
        return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static BigInteger toBigInteger(BigDecimal value) {
        try {
            return value.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new Unreadable("is not a whole number");
        }
    }

    static float toFloat(BigDecimal value) {
        float narrow = value.floatValue();
        if (Float.isInfinite(narrow)) {
            throw new Unreadable("is out of the range of a float");
        }
        return narrow;
    }

    static double toDouble(BigDecimal value) {
        double narrow = value.doubleValue();
        if (Double.isInfinite(narrow)) {
            throw new Unreadable("is out of the range of a double");
        }
        return narrow;
    }

    static BigDecimal toBigDecimal(BigDecimal value) {
        return value;
    }

    private static long whole(BigDecimal value, long least, long most) {
        BigInteger exact = toBigInteger(value);
        if (exact.compareTo(BigInteger.valueOf(least)) < 0
                || exact.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new Unreadable("is not from " + least + " to " + most);
        }
        return exact.longValue();
    }
}
