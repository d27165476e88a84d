package dev.coriolis.http.server;

import dev.coriolis.loop.EventLoop;

/**
 * What the connections of one server share.
 *
 * @param loop the loop they run on
 * @param handler answers their requests
 * @param options what the server was built with
 * @param responses turns responses into Netty's
 * @param connections knows the open ones
 */
record ServerContext(
    EventLoop loop,
    Handler handler,
    ServerOptions options,
    ResponseWriter responses,
    Connections connections) {}
