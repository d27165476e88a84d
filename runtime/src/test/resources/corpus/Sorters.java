package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;

/** Merge sort, quicksort, heapsort, insertion sort and binary search, whose comparisons are awaited. */
public class Sorters {
  private final Stages s;
  private int comparisons;

  private Sorters(Stages s) {
    this.s = s;
  }

  public static void run(Stages s) {
    int[][] inputs = {{}, {1}, {2, 1}, {3, 1, 2}, {5, 5, 5}, {1, 2, 3, 4, 5, 6}, {9, 7, 5, 3, 1}, {4, -2, 7, 0, 4, 11, -9, 3}};
    for (int[] input : inputs) {
      String name = Arrays.toString(input);
      s.run("merge " + name, () -> new Sorters(s).merge(boxed(input)));
      s.run("quick " + name, () -> new Sorters(s).quick(input.clone()));
      s.run("heap " + name, () -> new Sorters(s).heap(input.clone()));
      s.run("insertion " + name, () -> new Sorters(s).insertion(boxed(input)));
      s.run("search " + name, () -> new Sorters(s).search(input, 4));
    }
    List<Card> cards = List.of(new Card("h", 3), new Card("c", 9), new Card("h", 1), new Card("c", 3), new Card("s", 9));
    s.run("cards", () -> new Sorters(s).cards(cards));
    s.run("broken order", () -> new Sorters(s).sorted(cards, (a, b) -> s.failed(new IllegalStateException(a + "?" + b))));
  }

  static Integer[] boxed(int[] values) {
    return Arrays.stream(values).boxed().toArray(Integer[]::new);
  }

  @Coroutine CompletionStage<Integer> compare(Integer a, Integer b) {
    comparisons++;
    return completedFuture(Integer.compare(await(s.of(a)), await(s.of(b))));
  }

  @Coroutine CompletionStage<String> merge(Integer[] values) {
    Object[] result = await(sorted(List.of(values), this::compare)).toArray();
    return completedFuture(Arrays.toString(result) + " after " + comparisons);
  }

  @Coroutine <T> CompletionStage<List<T>> sorted(List<T> values, Order<? super T> order) {
    if (values.size() < 2) return completedFuture(values);
    int middle = values.size() / 2;
    Iterator<T> left = await(sorted(values.subList(0, middle), order)).iterator();
    Iterator<T> right = await(sorted(values.subList(middle, values.size()), order)).iterator();
    List<T> merged = new ArrayList<>();
    T l = left.next(), r = right.next();
    while (true) {
      boolean takeLeft = await(order.compare(l, r)) <= 0;
      merged.add(takeLeft ? l : r);
      Iterator<T> from = takeLeft ? left : right;
      if (!from.hasNext()) {
        merged.add(takeLeft ? r : l);
        (takeLeft ? right : left).forEachRemaining(merged::add);
        return completedFuture(merged);
      }
      if (takeLeft) l = from.next(); else r = from.next();
    }
  }

  @Coroutine CompletionStage<String> quick(int[] values) {
    await(quick(values, 0, values.length - 1));
    return completedFuture(Arrays.toString(values));
  }

  @Coroutine CompletionStage<Void> quick(int[] a, int low, int high) {
    if (low >= high) return done();
    int pivot = a[low + (high - low >>> 1)], i = low - 1, j = high + 1;
    for (;;) {
      do i++; while (await(compare(a[i], pivot)) < 0);
      do j--; while (await(compare(a[j], pivot)) > 0);
      if (i >= j) break;
      int swapped = a[i];
      a[i] = a[j];
      a[j] = swapped;
    }
    await(quick(a, low, j));
    return quick(a, j + 1, high);
  }

  @Coroutine CompletionStage<String> heap(int[] a) {
    for (int root = a.length / 2; --root >= 0; ) await(sift(a, root, a.length));
    for (int end = a.length; --end > 0; await(sift(a, 0, end))) {
      int top = a[0];
      a[0] = a[end];
      a[end] = top;
    }
    return completedFuture(Arrays.toString(a) + comparisons);
  }

  @Coroutine CompletionStage<Void> sift(int[] a, int root, int end) {
    for (int child; (child = 2 * root + 1) < end; root = child) {
      if (child + 1 < end && await(compare(a[child], a[child + 1])) < 0) child++;
      if (await(compare(a[root], a[child])) >= 0) return done();
      a[root] ^= a[child] ^ (a[child] = await(s.of(a[root])));
    }
    return done();
  }

  @Coroutine CompletionStage<List<Integer>> insertion(Integer[] values) {
    var sorted = new LinkedList<Integer>();
    next:
    for (Integer value : values) {
      for (ListIterator<Integer> place = sorted.listIterator(); place.hasNext(); ) {
        if (await(compare(place.next(), value)) > 0) {
          place.previous();
          place.add(value);
          continue next;
        }
      }
      sorted.addLast(await(s.of(value)));
    }
    return completedFuture(sorted);
  }

  @Coroutine CompletionStage<Integer> search(int[] unsorted, int wanted) {
    int[] a = unsorted.clone();
    await(quick(a));
    int low = 0, high = a.length - 1;
    while (low <= high) {
      int middle = low + high >>> 1, order;
      if ((order = await(compare(a[middle], wanted))) == 0) return completedFuture(middle);
      if (order < 0) low = middle + 1; else high = middle - 1;
    }
    return completedFuture(~low);
  }

  @Coroutine CompletionStage<String> cards(List<Card> cards) {
    Order<Card> bySuit = (a, b) -> completedFuture(await(s.of(a.suit())).compareTo(await(s.of(b.suit()))));
    Order<Card> byRank = (a, b) -> s.of(Integer.compare(a.rank(), b.rank()));
    return completedFuture(
        await(sorted(cards, bySuit.then(byRank.reversed()))) + " " + await(sorted(cards, byRank.then(bySuit))));
  }
}

/** Compares some time. */
interface Order<T> {
  CompletionStage<Integer> compare(T a, T b);

  default Order<T> reversed() {
    return (a, b) -> compare(b, a);
  }

  /** By this, and where this sees no difference by the other. */
  default Order<T> then(Order<? super T> other) {
    return (a, b) -> {
      int first = await(compare(a, b));
      return completedFuture(first != 0 ? first : await(other.compare(a, b)));
    };
  }
}

record Card(String suit, int rank) {
  @Override
  public String toString() {
    return suit + rank;
  }
}
