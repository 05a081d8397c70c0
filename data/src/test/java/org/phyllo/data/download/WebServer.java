package org.phyllo.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A web server on this machine for the files of one test. */
final class WebServer implements AutoCloseable {
  /** What a mirror answers to a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  WebServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** Adds a mirror and returns its address. */
  URI mirror(String name, Answer answer) {
    server.createContext(
        "/" + name + "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          requests.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
          try (exchange) {
            answer.to(exchange);
          }
        });
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/"
            + name
            + "/");
  }

  /** The paths asked for, with their ranges, in order. */
  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Sends a file, or the part of it that is asked for. */
  static Answer file(byte[] content) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = start(range);
      if (range != null && from >= content.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      }
      send(exchange, range == null ? 200 : 206, Arrays.copyOfRange(content, from, content.length));
    };
  }

  /** Sends a whole answer. */
  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static int start(@Nullable String range) {
    return range == null
        ? 0
        : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
