package dev.outcrop.local.internal.s3;

import java.util.zip.Checksum;

/** The CRC-64 of the NVM Express specification, with reflected bits. For one thread. */
final class Crc64 implements Checksum {
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[] TABLE = table();

    private long crc = -1;

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }

    @Override
    public void update(int one) {
        crc = TABLE[(int) (crc ^ one) & 0xff] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] data, int from, int length) {
        for (int i = from; i < from + length; i++) {
            update(data[i]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }
}
