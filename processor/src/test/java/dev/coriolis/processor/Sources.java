package dev.coriolis.processor;

/** Sources that several tests compile. */
final class Sources {
  /** Awaits in every kind of class that has a class file of its own, and not in two others. */
  static final String SHOP = """
      package shop;

      import static dev.coriolis.Coroutines.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import java.util.concurrent.CompletionStage;
      import java.util.function.Supplier;
      import java.util.stream.Stream;

      class Shop {
        @Coroutine CompletionStage<Integer> price(CompletionStage<Integer> stage) {
          return completedFuture(await(stage));
        }
        static class Nested {
          @Coroutine CompletionStage<Integer> price(CompletionStage<Integer> stage) {
            return completedFuture(await(stage));
          }
        }
        record Pair(int a) {
          @Coroutine CompletionStage<Integer> price() {
            return completedFuture(a);
          }
        }
        static class Plain {
          Object local(CompletionStage<Integer> stage) {
            class Local {
              @Coroutine CompletionStage<Integer> price() { return completedFuture(await(stage)); }
            }
            return new Local() {
              Supplier<CompletionStage<Integer>> later = () -> completedFuture(await(stage));
            };
          }
        }
        interface Empty {}
        enum Constant {
          FIRST {
            @Coroutine CompletionStage<Integer> price() { return completedFuture(1); }
          };
        }
        static class InLambdas {
          Supplier<Object> first = () -> new Object() {
            @Coroutine CompletionStage<Integer> price() { return completedFuture(1); }
          };
          Object second = Stream.of(1)
              .map(i -> new Object() {
                @Coroutine CompletionStage<Integer> price() { return completedFuture(i); }
              })
              .map(o -> {
                class Local {
                  @Coroutine CompletionStage<Integer> price() { return completedFuture(1); }
                }
                return new Local();
              })
              .toList();
        }
      }
      """;

  private Sources() {}
}
