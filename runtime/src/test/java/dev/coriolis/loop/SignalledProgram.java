package dev.coriolis.loop;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.offload;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.coriolis.Coroutine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A program that says what it does, for {@link ProgramTest} to start and to send signals to. */
public final class SignalledProgram {
  private SignalledProgram() {}

  /** Does what its argument says. */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "run" -> {
        try {
          EventLoop.run(SignalledProgram::waitsForEver);
        } finally {
          say("the thread goes on");
        }
      }
      case "runAndExit" -> EventLoop.runAndExit(SignalledProgram::waitsForEver);
      case "value" -> EventLoop.runAndExit(() -> completedFuture(7));
      case "no value" -> EventLoop.runAndExit(() -> completedFuture("seven"));
      case "failure" -> EventLoop.runAndExit(() -> failedFuture(new IOException("disk full")));
      case "stubborn" -> EventLoop.run(SignalledProgram::neverEnds);
      case "exit code" -> System.exit(exitsWithItsOwnCode());
      case "exit on the loop" -> EventLoop.run(SignalledProgram::exitsOnTheLoop);
      case "exit elsewhere" -> EventLoop.run(SignalledProgram::exitsElsewhere);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void say(String text) {
    System.out.println(text);
  }

  @Coroutine
  private static CompletionStage<Void> waitsForEver() {
    say("waits");
    try {
      await(new CompletableFuture<Void>());
    } finally {
      say("cleans up");
      await(delay(Duration.ofMillis(50)));
      say("is clean");
    }
    return completedFuture(null);
  }

  @Coroutine
  private static CompletionStage<Void> neverEnds() {
    say("waits");
    try {
      await(new CompletableFuture<Void>());
    } finally {
      say("cleans up");
      await(new CompletableFuture<Void>());
    }
    return completedFuture(null);
  }

  private static int exitsWithItsOwnCode() {
    try {
      EventLoop.run(SignalledProgram::waitsForEver);
    } catch (CancellationException e) {
      say("exits");
    }
    return 5;
  }

  @Coroutine
  private static CompletionStage<Void> exitsOnTheLoop() {
    await(delay(Duration.ofMillis(5)));
    say("exits");
    System.exit(3);
    return completedFuture(null);
  }

  @Coroutine
  private static CompletionStage<Void> exitsElsewhere() {
    await(offload(() -> {
      new Thread(() -> System.exit(4)).start();
      return null;
    }));
    return completedFuture(await(waitsForEver()));
  }
}
