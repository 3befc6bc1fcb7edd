package dev.outcrop.internal.http;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Parses IP address literals, without DNS lookups. */
public final class IpLiteral {
    private IpLiteral() {}

    /**
     * Returns the address of a literal.
     *
     * @param text without the brackets that a URL has around an IPv6 address
     * @return null if it is a name
     */
    public static @Nullable InetAddress of(String text) {
        try {
            if (text.indexOf(':') < 0) {
                byte[] address = ofFour(text);
                return address == null ? null : InetAddress.getByAddress(address);
            }
            // Java treats text in brackets as an address, or as an error.
            return InetAddress.getByName("[" + text + "]");
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static byte @Nullable [] ofFour(String text) {
        var address = new byte[4];
        int part = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                continue;
            }
            int number = number(text, start, i);
            if (number < 0 || part == 4) {
                return null;
            }
            address[part++] = (byte) number;
            start = i + 1;
        }
        return part == 4 ? address : null;
    }

    /** From 0 to 255, without leading zeros, which some systems read as octal; else -1. */
    private static int number(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number <= 255 ? number : -1;
    }
}
