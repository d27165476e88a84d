package dev.coriolis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** A subscriber that asks for nothing by itself, and remembers what it hears. */
class RecordedSubscriber<T> implements Flow.Subscriber<T> {
  final List<Object> heard = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> ended = new CompletableFuture<>();
  volatile Flow.Subscription subscription;

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
  }

  @Override
  public void onNext(T element) {
    heard.add(element);
  }

  @Override
  public void onError(Throwable failure) {
    heard.add(failure);
    ended.complete(null);
  }

  @Override
  public void onComplete() {
    heard.add("end");
    ended.complete(null);
  }
}
