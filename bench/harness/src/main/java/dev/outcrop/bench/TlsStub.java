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
            String model = model(in);
            while (model != null) {
                out.write(Shape.of(model).joined());
                out.flush();
                model = model(in);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    /** Reads one request, and says which model it is for; null at the end. */
    private static String model(InputStream in) throws IOException {
        String model = null;
        int length = 0;
        while (true) {
            String line = line(in);
            if (line == null) {
                return null;
            }
            if (line.isEmpty()) {
                in.skipNBytes(length);
                return model;
            }
            int at = line.indexOf("/model/");
            if (model == null && at >= 0) {
                model = line.substring(at + 7, line.indexOf('/', at + 7));
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
