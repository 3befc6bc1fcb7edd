package dev.outcrop.local.internal.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

/** What is recognized as personal data, and what only looks like it. */
class PiiTypeTest {

    private static List<String> found(PiiType type, String text) {
        return type.matcher().find(text).stream()
                .map(match -> text.substring(match.start(), match.end()))
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ADDRESS | I live at 221 Baker Street now | 221 Baker Street",
                "AGE | She is 42 years old. | 42 years old",
                "AGE | I am 30, and happy | 30",
                "AWS_ACCESS_KEY | key AKIAIOSFODNN7EXAMPLE here | AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_KEY | aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                        + " | wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "CA_HEALTH_NUMBER | My health card is 9876-543-210 | 9876-543-210",
                "CA_SOCIAL_INSURANCE_NUMBER | SIN 046 454 286 | 046 454 286",
                "CREDIT_DEBIT_CARD_CVV | the CVV is 123. | 123",
                "CREDIT_DEBIT_CARD_EXPIRY | expires 09/27 | 09/27",
                "CREDIT_DEBIT_CARD_NUMBER | pay with 4111-1111-1111-1111 please | 4111-1111-1111-1111",
                "DRIVER_ID | driver's license number D1234567 | D1234567",
                "EMAIL | mail ann.b+c@mail.example.co.uk now | ann.b+c@mail.example.co.uk",
                "INTERNATIONAL_BANK_ACCOUNT_NUMBER | IBAN GB82 WEST 1234 5698 7654 32 | GB82 WEST 1234 5698 7654 32",
                "IP_ADDRESS | from 192.168.0.12. | 192.168.0.12",
                "IP_ADDRESS | 2001:0db8:85a3:0000:0000:8a2e:0370:7334 | 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "LICENSE_PLATE | license plate: ABC 1234 | ABC 1234",
                "MAC_ADDRESS | 00:1A:2b:3C:4d:5E | 00:1A:2b:3C:4d:5E",
                "NAME | My name is Ann Smith. | Ann Smith",
                "NAME | Dr. Jones called | Jones",
                "PASSWORD | the password is hunter2! | hunter2!",
                "PHONE | call 555-123-4567 today | 555-123-4567",
                "PHONE | or +1 (555) 123-4567 | +1 (555) 123-4567",
                "PIN | PIN code: 4821 | 4821",
                "SWIFT_CODE | SWIFT DEUTDEFF500 | DEUTDEFF500",
                "UK_NATIONAL_HEALTH_SERVICE_NUMBER | NHS number 943 476 5919 | 943 476 5919",
                "UK_NATIONAL_INSURANCE_NUMBER | NI: AB123456C | AB123456C",
                "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER | UTR 12345 67890 | 12345 67890",
                "URL | see https://example.com/a?b=c | https://example.com/a?b=c",
                "USERNAME | username: ann_b | ann_b",
                "US_BANK_ACCOUNT_NUMBER | account number 000123456789 | 000123456789",
                "US_BANK_ROUTING_NUMBER | routing number 021000021 | 021000021",
                "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER | 912-78-1234 | 912-78-1234",
                "US_PASSPORT_NUMBER | passport no. A12345678 | A12345678",
                "US_SOCIAL_SECURITY_NUMBER | 123-45-6789 | 123-45-6789",
                "VEHICLE_IDENTIFICATION_NUMBER | VIN 1HGCM82633A004352 | 1HGCM82633A004352"
            })
    void isFound(PiiType type, String text, String data) {

        assertThat(found(type, text)).containsExactly(data);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AGE | I am 30% done",
                "CREDIT_DEBIT_CARD_NUMBER | order 4111-1111-1111-1112",
                "EMAIL | a @ b.c",
                "INTERNATIONAL_BANK_ACCOUNT_NUMBER | GB82 WEST 1234 5698 7654 33",
                "IP_ADDRESS | version 1.2.3.4.5 or 300.1.1.1",
                "NAME | The weather in Paris is fine.",
                "PHONE | in 2024-2025, 1234567 of them",
                "US_BANK_ROUTING_NUMBER | routing number 021000022",
                "US_SOCIAL_SECURITY_NUMBER | 123-00-6789 and 666-45-6789",
                "VEHICLE_IDENTIFICATION_NUMBER | 12345678901234567"
            })
    void isNotFound(PiiType type, String text) {
        assertThat(found(type, text)).isEmpty();
    }

    @Test
    void everyTypeHasAnExample() throws Exception {
        CsvSource examples =
                PiiTypeTest.class
                        .getDeclaredMethod("isFound", PiiType.class, String.class, String.class)
                        .getAnnotation(CsvSource.class);

        assertThat(examples.value())
                .extracting(line -> PiiType.valueOf(line.substring(0, line.indexOf(' '))))
                .containsAll(Arrays.asList(PiiType.values()));
    }
}
