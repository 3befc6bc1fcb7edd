package dev.outcrop.cli.attachment;

import dev.outcrop.cli.terminal.UsageException;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Downloads a file over HTTPS. Addresses of private networks, of this machine and of metadata
 * services are refused, after redirects, too.
 */
final class RemoteFile {
    private static final int MOST_BYTES = 25_000_000;
    private static final int MILLIS = 30_000;
    private static final int MOST_REDIRECTS = 5;

    private RemoteFile() {}

    /**
     * Returns the content.
     *
     * @throws UsageException if it is not available, or too large
     */
    static byte[] read(String url) {
        try {
            URI at = new URI(url);
            for (int i = 0; i <= MOST_REDIRECTS; i++) {
                requirePublic(at);
                var connection = (HttpURLConnection) at.toURL().openConnection();
                connection.setInstanceFollowRedirects(false);
                connection.setConnectTimeout(MILLIS);
                connection.setReadTimeout(MILLIS);
                int status = connection.getResponseCode();
                String next = connection.getHeaderField("Location");
                if (status / 100 == 3 && next != null) {
                    at = at.resolve(next);
                } else if (status != HttpURLConnection.HTTP_OK) {
                    throw refused(url, "HTTP " + status);
                } else {
                    return body(connection, url);
                }
            }
            throw refused(url, "too many redirects");
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused(url, "it is not a URL");
        } catch (UnknownHostException e) {
            throw refused(url, "unknown host " + e.getMessage());
        } catch (IOException e) {
            throw refused(url, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] body(HttpURLConnection connection, String url) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refused(url, "it is larger than 25 MB");
            }
            return bytes;
        }
    }

    private static void requirePublic(URI url) throws UnknownHostException {
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw refused(url.toString(), "only https is supported");
        }
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            byte first = address.getAddress()[0];
            boolean local =
                    address.isLoopbackAddress()
                            || address.isSiteLocalAddress()
                            || address.isLinkLocalAddress()
                            || address.isAnyLocalAddress()
                            || address.isMulticastAddress()
                            || (address.getAddress().length == 16 && (first & 0xfe) == 0xfc)
                            || (address.getAddress().length == 4 && first == 100);
            if (local) {
                throw refused(url.toString(), "its address is not public");
            }
        }
    }

    private static UsageException refused(String url, String why) {
        return new UsageException(
                "Cannot attach " + url + ": " + why + ".", "download it, and use -a FILE");
    }
}
