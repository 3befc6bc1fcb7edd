package dev.outcrop.local.internal.guardrail;

import java.math.BigInteger;

/** The checksums of numbers that have one. */
enum Checksum {
    NONE {
        @Override
        boolean isRight(String text) {
            return true;
        }
    },
    /** Of payment cards and Canadian insurance numbers. */
    LUHN {
        @Override
        boolean isRight(String text) {
            String digits = digits(text);
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digits.charAt(digits.length() - 1 - i) - '0';
                int weighted = i % 2 == 1 ? digit * 2 : digit;
                sum += weighted > 9 ? weighted - 9 : weighted;
            }
            return sum % 10 == 0 && sum > 0;
        }
    },
    /** ISO 7064, modulo 97. */
    IBAN {
        @Override
        boolean isRight(String text) {
            String compact = text.replace(" ", "");
            var number = new StringBuilder();
            for (char c : (compact.substring(4) + compact.substring(0, 4)).toCharArray()) {
                number.append(Character.digit(c, Character.MAX_RADIX));
            }
            return new BigInteger(number.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
        }
    },
    /** Of American banks. */
    ROUTING {
        @Override
        boolean isRight(String text) {
            int sum = 0;
            for (int i = 0; i < text.length(); i++) {
                sum += (text.charAt(i) - '0') * ROUTING_WEIGHTS[i % ROUTING_WEIGHTS.length];
            }
            return sum % 10 == 0 && sum > 0;
        }
    };

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final int[] ROUTING_WEIGHTS = {3, 7, 1};

    abstract boolean isRight(String text);

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
