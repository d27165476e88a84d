package dev.coriolis.adapt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** A publisher that a test makes signal, and that remembers what it was asked. */
final class RecordedPublisher implements Flow.Publisher<String>, Flow.Subscription {
  final List<String> calls = new ArrayList<>();
  Flow.Subscriber<? super String> subscriber;

  @Override
  public void subscribe(Flow.Subscriber<? super String> given) {
    subscriber = given;
    given.onSubscribe(this);
  }

  @Override
  public void request(long n) {
    calls.add(n == Long.MAX_VALUE ? "request all" : "request " + n);
  }

  @Override
  public void cancel() {
    calls.add("cancel");
  }

  void next(String element) {
    subscriber.onNext(element);
  }

  void fail(Throwable failure) {
    subscriber.onError(failure);
  }

  void end() {
    subscriber.onComplete();
  }
}
