package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When, and on which thread, the certificates of the JDK are read. */
class TlsTest {
  private final List<Runnable> tasks = new ArrayList<>();
  private final Tls tls = new Tls(List.of(), tasks::add);

  @Test
  void readsNothingBeforeItIsAsked() {
    assertThat(tasks).isEmpty();
  }

  @Test
  void readsOnceOnTheOtherThread() {
    CompletableFuture<?> first = tls.ready();
    CompletableFuture<?> second = tls.ready();

    assertThat(tasks).hasSize(1);
    assertThat(first).isNotDone();
    tasks.get(0).run();
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(tls.ready()).isCompleted();
    assertThat(tasks).hasSize(1);
  }

  @Test
  void handlerSendsAndChecksTheName() {
    tls.ready();
    tasks.get(0).run();
    EmbeddedChannel channel = new EmbeddedChannel();

    var engine = tls.handler(channel, new Origin(true, "example.org", 443)).engine();

    assertThat(engine.getPeerHost()).isEqualTo("example.org");
    assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
    channel.finishAndReleaseAll();
  }

  @Test
  void failsWhereTheThreadsHaveEnded() {
    Tls late = new Tls(List.of(), task -> {
      throw new RejectedExecutionException("closed");
    });

    assertThat(late.ready()).isCompletedExceptionally();
  }
}
