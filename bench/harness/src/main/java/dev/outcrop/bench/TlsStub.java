package dev.outcrop.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** The stub behind TLS: HTTP/1.1 only, a virtual thread for each connection. */
final class TlsStub {
    private TlsStub() {}

    static int start(String keyStore, String password) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(Path.of(keyStore))) {
            keys.load(file, password.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            while (true) {
                                try {
                                    Socket socket = server.accept();
                                    threads.execute(() -> serve(socket));
                                } catch (IOException e) {
                                    return;
                                }
                            }
                        });
        return server.getLocalPort();
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String path = path(in);
            while (path != null) {
                out.write(Shape.of(path).joined());
                out.flush();
                path = path(in);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    /** Reads one request, and says what follows {@code /model/} in its path; null at the end. */
    private static String path(InputStream in) throws IOException {
        String path = null;
        int length = 0;
        while (true) {
            String line = line(in);
            if (line == null) {
                return null;
            }
            if (line.isEmpty()) {
                in.skipNBytes(length);
                return path;
            }
            int at = line.indexOf("/model/");
            if (path == null && at >= 0) {
                path = line.substring(at + 7, line.indexOf(' ', at + 7));
            } else if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new byte[8_192];
        int count = 0;
        int read = in.read();
        while (read >= 0 && read != '\n') {
            bytes[count++] = (byte) read;
            read = in.read();
        }
        return read < 0 ? null : new String(bytes, 0, count, ISO_8859_1).stripTrailing();
    }
}
