package dev.outcrop.it.natives;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The methods that a class file calls, and its strings.
 *
 * @param calls as in {@code java/lang/Class.forName}
 */
record ConstantPool(Set<String> calls, Set<String> strings) {
    private static final int MAGIC = 0xCAFEBABE;

    static ConstantPool of(byte[] classFile) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt(); // the version
        int count = in.readUnsignedShort();
        int[] tags = new int[count];
        int[][] values = new int[count][2];
        String[] texts = new String[count];
        for (int i = 1; i < count; i++) {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // takes two entries
                }
                case 7, 8, 16, 19, 20 -> values[i][0] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    values[i][0] = in.readUnsignedShort();
                    values[i][1] = in.readUnsignedShort();
                }
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("unknown constant " + tags[i]);
            }
        }
        var calls = new TreeSet<String>();
        var strings = new TreeSet<String>();
        for (int i = 1; i < count; i++) {
            if (tags[i] == 10 || tags[i] == 11) {
                String owner = texts[values[values[i][0]][0]];
                String name = texts[values[values[i][1]][0]];
                calls.add(owner + "." + name);
            } else if (tags[i] == 8) {
                strings.add(texts[values[i][0]]);
            }
        }
        return new ConstantPool(calls, strings);
    }
}
