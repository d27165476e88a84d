package dev.coriolis.http.client;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the addresses of a host, without blocking. */
interface Names {

  /** Returns at least one address, in the order in which they are to be tried; or a failure. */
  CompletableFuture<List<InetAddress>> resolve(String host);
}
