package debugged;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

public class Debugged {
  private final boolean suspends;

  Debugged(boolean suspends) { this.suspends = suspends; }

  public static void main(String[] arguments) {
    new Debugged(arguments[0].equals("suspends")).run(3).toCompletableFuture().join();
  }

  private CompletionStage<Integer> stage(int n) {
    return suspends
        ? CompletableFuture.supplyAsync(() -> n, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
        : completedFuture(n);
  }

  @Coroutine CompletionStage<Integer> run(int parameter) {
    int sum = parameter; // 1
    int dead = 5; // 2
    try {
      sum += await(stage(dead)); // 3
      int next = sum * 2; // 4
      sum += await(stage(1)) + next; // 5
    } finally {
      sum++; // 6
    }
    return completedFuture(sum); // 7
  }
}
