package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingCallCheckTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sleep(1)                                         | Thread.sleep          | delay(
      TimeUnit.SECONDS.sleep(1)                        | TimeUnit.sleep        | delay(
      x.thread.join()                                  | Thread.join           | dev.coriolis.sync
      lock.wait()                                      | Object.wait           | dev.coriolis.sync
      x.thread.wait(5)                                 | Object.wait           | dev.coriolis.sync
      stage.toCompletableFuture().join()               | CompletableFuture.join | await(stage)
      stage.toCompletableFuture().get()                | CompletableFuture.get | await(stage)
      stage.toCompletableFuture().get(1, TimeUnit.DAYS) | CompletableFuture.get | await(stage)
      x.future.get()                                   | Future.get            | supplyAsync
      x.task.get()                                     | FutureTask.get        | supplyAsync
      x.own.get()                                      | Own.get               | await(stage)
      ForkJoinPool.commonPool().invokeAll(List.of())   | ForkJoinPool.invokeAll | supplyAsync
      x.queue.take()                                   | BlockingQueue.take    | dev.coriolis.sync
      x.queue.poll(1, TimeUnit.DAYS)                   | BlockingQueue.poll    | dev.coriolis.sync
      x.linked.put(1)                                  | LinkedBlockingQueue.put | dev.coriolis.sync
      new CountDownLatch(1).await()                    | CountDownLatch.await  | dev.coriolis.sync
      new Semaphore(1).tryAcquire(1, TimeUnit.DAYS)    | Semaphore.tryAcquire  | dev.coriolis.sync
      x.process.waitFor()                              | Process.waitFor       | onExit()
      System.in.read()                                 | InputStream.read      | supplyAsync
      new FileInputStream("x").read()                  | FileInputStream.read  | supplyAsync
      x.reader.read()                                  | Reader.read           | supplyAsync
      new BufferedReader(x.reader).readLine()          | BufferedReader.readLine | supplyAsync
      Files.readString(Path.of("x"))                   | Files.readString      | supplyAsync
      Files.write(Path.of("x"), new byte[1])           | Files.write           | supplyAsync
      new Socket("localhost", 1)                       | new Socket            | supplyAsync
      InetAddress.getByName("localhost")               | InetAddress.getByName | supplyAsync
      x.url.openStream()                               | URL.openStream        | supplyAsync
      x.client.send(null, HttpResponse.BodyHandlers.ofString()) | HttpClient.send | sendAsync
      DriverManager.getConnection("x")                 | DriverManager.getConnection | supplyAsync
      x.statement.executeQuery("x")                    | Statement.executeQuery | supplyAsync
      x.prepared.executeQuery()                        | PreparedStatement.executeQuery | supplyAsync
      EventLoop.run(() -> stage)                       | EventLoop.run         | Call the coroutine
      """)
  void warnsOfCallsThatBlock(String call, String method, String remedy) {
    JavaFileObject source = source(call + "; // here");

    var compilation = compile(source);

    assertThat(compilation).succeeded();
    assertThat(compilation).hadWarningCount(1);
    assertThat(compilation)
        .hadWarningContaining("[BlockingCall] " + method + " blocks")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadWarningContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(delay());",
        "stage.toCompletableFuture().getNow(1);",
        "Supplier<Integer> s = () -> 1; s.get();",
        "x.queue.poll(); x.queue.offer(1); new Semaphore(1).tryAcquire();",
        "new ByteArrayInputStream(new byte[1]).read(new byte[1]);",
        "new ByteArrayInputStream(new byte[1]).readAllBytes();",
        "new StringReader(\"x\").read(new char[1]);",
        "new Socket().close();",
        "new java.util.concurrent.locks.ReentrantLock().lock();",
        "x.own.get(1);",
        "List.of(\"a\").iterator().next();",
        "supplyAsync(() -> x.task.isDone() ? 1 : stage.toCompletableFuture().join());",
        "new Thread() { public void run() { stage.toCompletableFuture().join(); } }.start();",
      })
  void acceptsWhatDoesNotBlock(String statements) {
    assertThat(compile(source(statements))).succeededWithoutWarnings();
  }

  @Test
  void warnsInLambdasThatAwait() {
    JavaFileObject source = sample("""
        Callable<CompletionStage<Integer>> later = () -> {
          await(stage);
          TimeUnit.SECONDS.sleep(1); // here
          return stage;
        };
        """);

    assertThat(compile(source))
        .hadWarningContaining("[BlockingCall]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void acceptsBlockingOutsideCoroutines() {
    assertThat(compile(sample("""
        int sum = stage.toCompletableFuture().join();
        Sample() throws Exception { TimeUnit.SECONDS.sleep(1); }
        void plain() throws Exception { TimeUnit.SECONDS.sleep(1); }
        CompletionStage<Integer> notACoroutine() throws Exception { TimeUnit.SECONDS.sleep(1); return stage; }
        Callable<CompletionStage<Integer>> withoutAwait = () -> { TimeUnit.SECONDS.sleep(1); return stage; };
        """))).succeededWithoutWarnings();
  }

  @Test
  void canBeSuppressed() {
    assertThat(compile(sample("""
        @SuppressWarnings("coriolis:BlockingCall")
        @Coroutine CompletionStage<Integer> method() throws Exception {
          TimeUnit.SECONDS.sleep(1);
          return stage;
        }
        @Coroutine CompletionStage<Integer> variable() {
          @SuppressWarnings("coriolis:BlockingCall")
          int known = stage.toCompletableFuture().join();
          return completedFuture(known);
        }
        """))).succeededWithoutWarnings();
  }

  /** Returns a class with one coroutine that has these statements, and much to call. */
  private static JavaFileObject source(String statements) {
    return JavaFileObjects.forSourceString("test.Sample", """
        package test;
        import static dev.coriolis.Coroutines.*;
        import static java.lang.Thread.sleep;
        import static java.util.concurrent.CompletableFuture.*;
        import dev.coriolis.*;
        import dev.coriolis.loop.*;
        import java.io.*;
        import java.net.*;
        import java.net.http.*;
        import java.nio.file.*;
        import java.sql.*;
        import java.util.List;
        import java.util.concurrent.*;
        import java.util.function.*;
        class Sample {
          CompletionStage<Integer> stage = completedFuture(1);
          Object lock = new Object();
          static class Own extends CompletableFuture<Integer> {
            @Override public Integer get() { return 1; }
            public Integer get(int ignored) { return 1; }
          }
          static class Things {
            Thread thread; Future<Integer> future; FutureTask<Integer> task; Own own;
            BlockingQueue<Integer> queue; LinkedBlockingQueue<Integer> linked; Process process;
            Reader reader; URL url; HttpClient client; Statement statement; PreparedStatement prepared;
          }
          Things x = new Things();
          CompletionStage<Void> delay() { return done(); }
          @Coroutine CompletionStage<Integer> run() throws Exception {
            %s
            return stage;
          }
        }
        """.formatted(statements));
  }
}
