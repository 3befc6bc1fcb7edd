package dev.outcrop.local.internal.guardrail;

import java.util.regex.Pattern;

/**
 * The types of personal data, recognized by their form; those without a form of their own, by the
 * words before them ("my name is", "PIN:"). Bedrock asks a model, which finds more. If a pattern
 * has groups, the data is the one that matched.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html">sensitive
 *     information filters</a>
 */
enum PiiType {
    ADDRESS(
            "\\b\\d{1,5}\\s(?:[NSEW]\\.?\\s)?(?:[A-Z][\\p{L}.'-]{0,30}\\s){1,4}"
                    + "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct"
                    + "|Square|Sq|Place|Pl|Terrace|Highway|Hwy|Parkway|Pkwy)\\b\\.?"),
    AGE(
            "(?i)\\b(?:age[:\\s]{1,3}(?<v>\\d{1,3})|(?<w>\\d{1,3}(?:[\\s-]years?[\\s-]old"
                    + "|\\s?y/?o))|i am (?<x>\\d{1,3})(?=[.,!\\s]|$)(?!\\s*(?:%|percent)))"),
    AWS_ACCESS_KEY("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
    AWS_SECRET_KEY("(?i:secret.{0,30}?[=:\\s\"']{1,4})(?<v>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
    CA_HEALTH_NUMBER(
            "(?i)\\bhealth\\s(?:card|number|no).{0,20}?(?<v>\\d{4}[\\s-]?\\d{3}[\\s-]?\\d{3})\\b"),
    CA_SOCIAL_INSURANCE_NUMBER(
            "(?i)\\b(?:sin|social insurance).{0,20}?(?<v>\\d{3}[\\s-]?\\d{3}[\\s-]?\\d{3})\\b",
            Checksum.LUHN),
    CREDIT_DEBIT_CARD_CVV("(?i)\\b(?:cvv2?|cvc2?|security code)[^\\d\\n]{0,15}(?<v>\\d{3,4})\\b"),
    CREDIT_DEBIT_CARD_EXPIRY(
            "(?i)\\b(?:exp(?:iry|ires|iration)?|valid (?:thru|until))[^\\d\\n]{0,15}"
                    + "(?<v>(?:0?[1-9]|1[0-2])\\s?[/-]\\s?(?:20)?\\d{2})\\b"),
    CREDIT_DEBIT_CARD_NUMBER("\\b(?:\\d[ -]?){12,18}\\d\\b", Checksum.LUHN),
    DRIVER_ID(
            "(?i)\\bdriver'?s?'? (?:license|licence|id)[^\\n]{0,20}?"
                    + "(?<v>(?=[A-Z0-9-]*\\d)[A-Z0-9][A-Z0-9-]{5,19})\\b"),
    EMAIL("\\b[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}\\b"),
    INTERNATIONAL_BANK_ACCOUNT_NUMBER(
            "\\b[A-Z]{2}\\d{2}(?:\\s?[A-Z0-9]{4}){2,7}(?:\\s?[A-Z0-9]{1,3})?\\b", Checksum.IBAN),
    IP_ADDRESS(
            "(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
                    + "(?![\\d.]*\\d)|(?<![\\p{XDigit}:])(?:\\p{XDigit}{1,4}:){7}\\p{XDigit}{1,4}"
                    + "(?![\\p{XDigit}:])"),
    LICENSE_PLATE(
            "(?i)\\b(?:license plate|licence plate|number plate|plate number)[^\\n]{0,15}?"
                    + "(?<v>(?=[A-Z0-9 -]*\\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5})\\b"),
    MAC_ADDRESS("\\b(?:\\p{XDigit}{2}[:-]){5}\\p{XDigit}{2}\\b"),
    NAME(
            "\\b(?:(?i:my name is|i am called|named|name:|dear|sincerely,|regards,|signed by)\\s"
                    + "|(?:Mr|Mrs|Ms|Miss|Dr|Prof)\\.?\\s|(?:I am|I'm|This is|Hi,? I'm)\\s(?=\\p{Lu}\\p{Ll}+\\s\\p{Lu}))"
                    + "(?<v>\\p{Lu}[\\p{L}'-]{1,30}(?:\\s\\p{Lu}[\\p{L}'-]{1,30}){0,2})"),
    PASSWORD(
            "(?i)\\b(?:password|passwd|pwd|passphrase)(?:\\s(?:is|was)|\\s?[:=])\\s?(?<v>\\S{4,64})"),
    PHONE(
            "(?<![\\w.+-])(?:\\+\\d{1,3}[ .-]?)?(?:\\(\\d{2,4}\\)[ .-]?|\\d{2,4}[ .-])"
                    + "\\d{3,4}[ .-]\\d{3,4}(?![\\w-])|(?<![\\w+])\\+\\d{8,15}\\b"),
    PIN("(?i:\\bpin\\b(?:\\s?(?:code|number))?)[^\\d\\n]{0,10}(?<v>\\d{4,8})\\b"),
    SWIFT_CODE("(?i:\\b(?:swift|bic)\\b)[^\\n]{0,15}?(?<v>[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\\b"),
    UK_NATIONAL_HEALTH_SERVICE_NUMBER(
            "(?i)\\bnhs\\b[^\\d\\n]{0,20}(?<v>\\d{3}[ -]?\\d{3}[ -]?\\d{4})\\b"),
    UK_NATIONAL_INSURANCE_NUMBER(
            "\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]\\b"),
    UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER(
            "(?i)\\b(?:utr|unique taxpayer reference)\\b[^\\d\\n]{0,20}(?<v>\\d{5} ?\\d{5})\\b"),
    URL("\\b(?:https?|ftp)://[^\\s<>\"']{1,2000}|\\bwww\\.[^\\s<>\"']{1,2000}"),
    USERNAME(
            "(?i)\\b(?:user ?name|user ?id|login)(?:\\s(?:is|was)|\\s?[:=])\\s?(?<v>[\\w.@-]{2,64})"),
    US_BANK_ACCOUNT_NUMBER(
            "(?i)\\baccount\\s?(?:number|no\\.?|#)?[^\\d\\n]{0,15}(?<v>\\d{8,17})\\b"),
    US_BANK_ROUTING_NUMBER(
            "(?i)\\b(?:routing|aba)\\b[^\\d\\n]{0,20}(?<v>\\d{9})\\b", Checksum.ROUTING),
    US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER(
            "\\b9\\d{2}-(?:5\\d|6[0-5]|[78]\\d|9[0-24-9])-\\d{4}\\b"),
    US_PASSPORT_NUMBER("(?i:\\bpassport\\b)[^\\n]{0,20}?(?<v>[A-Z]?\\d{8,9})\\b"),
    US_SOCIAL_SECURITY_NUMBER("\\b(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}\\b"),
    VEHICLE_IDENTIFICATION_NUMBER("\\b(?=[A-Z0-9]*\\d)(?=[A-Z0-9]*[A-Z])[A-HJ-NPR-Z0-9]{17}\\b");

    private final Pattern pattern;
    private final Checksum checksum;

    PiiType(String pattern) {
        this(pattern, Checksum.NONE);
    }

    PiiType(String pattern, Checksum checksum) {
        this.pattern = Pattern.compile(pattern);
        this.checksum = checksum;
    }

    TextMatcher matcher() {
        return new PiiMatcher(pattern, checksum);
    }
}
