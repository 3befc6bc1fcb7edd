package dev.outcrop.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;

/**
 * A service that costs next to nothing: one thread, answers that were made before. It says its port
 * on stdout, and ends when its stdin does.
 */
public final class Stub {
    private static final int BACKLOG = 20_000;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final PriorityQueue<Peer> waiting = new PriorityQueue<>();

    private Stub() throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    public static void main(String[] args) throws Exception {
        int port;
        if (args.length > 0) {
            port = TlsStub.start(args[0], args[1]);
        } else {
            var stub = new Stub();
            port = stub.server.socket().getLocalPort();
            Thread.ofPlatform().name("stub").start(stub::run);
        }
        System.out.println(port);
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private void run() {
        try {
            while (true) {
                turn();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void turn() throws IOException {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().due - now <= 0) {
            Peer due = waiting.poll();
            advance(due);
        }
        Peer next = waiting.peek();
        if (next == null) {
            selector.select(this::selected);
        } else {
            // Rounded up: to look again and again would take a processor from who is measured.
            long nanos = Math.max(0, next.due - System.nanoTime());
            selector.select(this::selected, nanos / 1_000_000 + 1);
        }
    }

    private void selected(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
                return;
            }
            var peer = (Peer) key.attachment();
            if (key.isWritable()) {
                advance(peer);
            } else if (key.isReadable() && !peer.read()) {
                close(peer);
            } else if (peer.asked()) {
                peer.due = System.nanoTime();
                advance(peer);
            }
        } catch (IOException e) {
            if (key.attachment() instanceof Peer peer) {
                close(peer);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        while (channel != null) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            var peer = new Peer(channel);
            peer.key = channel.register(selector, SelectionKey.OP_READ, peer);
            channel = server.accept();
        }
    }

    private void advance(Peer peer) {
        try {
            if (!peer.write()) {
                peer.key.interestOps(SelectionKey.OP_WRITE);
            } else if (peer.writing()) {
                peer.key.interestOps(SelectionKey.OP_READ);
                waiting.add(peer);
            } else {
                peer.key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException | RuntimeException e) {
            close(peer);
        }
    }

    private void close(Peer peer) {
        waiting.remove(peer);
        try {
            peer.channel.close();
        } catch (IOException e) {
            peer.key.cancel();
        }
    }
}
