package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** A maze, a sliding puzzle, queens on a board and change for coins: what is next is awaited. */
public class Searches {
  private static final String[] MAZE = {
    "#########",
    "#S..#...#",
    "#.#.#.#.#",
    "#.#...#E#",
    "#########",
  };

  enum Way {
    UP(0, -1), LEFT(-1, 0), DOWN(0, 1), RIGHT(1, 0);

    final int dx, dy;

    Way(int dx, int dy) {
      this.dx = dx;
      this.dy = dy;
    }
  }

  record Place(int x, int y) {
    @Coroutine CompletionStage<Place> go(Way way, Stages s) {
      return completedFuture(new Place(x + await(s.of(way.dx)), y + await(s.of(way.dy))));
    }
  }

  private final Stages s;

  private Searches(Stages s) {
    this.s = s;
  }

  public static void run(Stages s) {
    Searches t = new Searches(s);
    s.run("maze by breadth", () -> t.walk(MAZE, Deque::pollFirst));
    s.run("maze by depth", () -> t.walk(MAZE, Deque::pollLast));
    s.run("maze without a way", () -> t.walk(new String[] {"####", "#S##", "##E#", "####"}, Deque::pollFirst));
    s.run("maze without an end", () -> t.walk(new String[] {"###", "#S#", "###"}, Deque::pollFirst));
    s.run("maze with a hole", () -> t.walk(new String[] {"#.#", "#S#", "#E#"}, Deque::pollFirst));
    for (String puzzle : List.of("12345678_", "1234_6758", "12_453786", "21345678_"))
      s.run("puzzle " + puzzle, () -> t.slide(puzzle, 60));
    for (int n = 1; n <= 5; n++) {
      int size = n;
      s.run(n + " queens", () -> t.queens(size));
    }
    s.run("change", () -> t.change(27, new int[] {1, 2, 5, 10}));
    s.run("no change", () -> t.change(3, new int[] {2, 4}));
  }

  @Coroutine CompletionStage<Character> look(String[] maze, Place place) {
    if (place.y() < 0 || place.y() >= maze.length) throw new IndexOutOfBoundsException("outside: " + place);
    return s.of(maze[place.y()].charAt(place.x()));
  }

  @Coroutine CompletionStage<Place> find(String[] maze, char wanted) {
    for (int y = 0; y < maze.length; y++)
      for (int x = 0; x < maze[y].length(); x++)
        if (maze[y].charAt(x) == wanted) return completedFuture(new Place(x, await(s.of(y))));
    throw new NoSuchElementException("no " + wanted);
  }

  @Coroutine CompletionStage<String> walk(String[] maze, Function<Deque<Place>, Place> choice) {
    Place start = await(find(maze, 'S'));
    Map<Place, Way> cameBy = new HashMap<>(Map.of(start, Way.UP));
    Deque<Place> open = new ArrayDeque<>(List.of(start));
    int looked = 0;
    try {
      final Place end = await(find(maze, 'E'));
      for (Place here; (here = choice.apply(open)) != null; looked++) {
        if (here.equals(end)) return completedFuture(await(path(start, here, cameBy)) + " after " + looked);
        for (Way way : Way.values()) {
          Place there = await(here.go(way, s));
          if (await(look(maze, there)) != '#' && cameBy.putIfAbsent(there, way) == null) open.addLast(there);
        }
      }
      return completedFuture("no way, looked at " + looked);
    } catch (NoSuchElementException e) {
      return completedFuture(e.getMessage() + await(s.of("!")));
    } finally {
      s.log("saw " + await(s.of(cameBy.size())));
    }
  }

  @Coroutine CompletionStage<String> path(Place start, Place at, Map<Place, Way> cameBy) {
    if (at.equals(start)) return completedFuture("");
    Way way = cameBy.get(at);
    Place before = new Place(at.x() - way.dx, at.y() - way.dy);
    return completedFuture(await(path(start, before, cameBy)) + way.name().charAt(0));
  }

  /** Of all boards seen, the next is that with the fewest moves and misplaced tiles: A*. */
  @Coroutine CompletionStage<String> slide(String first, int limit) {
    record Board(String tiles, String moves, int cost) {}
    var open = new PriorityQueue<Board>(Comparator.comparingInt(Board::cost).thenComparing(Board::moves));
    open.add(new Board(first, "", await(misplaced(first))));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty() && seen.size() < limit) {
      Board board = open.remove();
      if (await(misplaced(board.tiles())) == 0) return completedFuture(board.moves() + " of " + seen.size());
      if (!seen.add(board.tiles())) continue;
      int hole = board.tiles().indexOf('_');
      for (Way way : Way.values()) {
        int x = hole % 3 + way.dx, y = hole / 3 + way.dy;
        if (x < 0 || x > 2 || y < 0 || y > 2) continue;
        char[] tiles = board.tiles().toCharArray();
        tiles[hole] = tiles[y * 3 + x];
        tiles[y * 3 + x] = '_';
        String next = new String(tiles), moves = board.moves() + way.name().charAt(0);
        open.add(new Board(next, moves, moves.length() + await(misplaced(next))));
      }
    }
    return completedFuture("given up after " + seen.size());
  }

  @Coroutine CompletionStage<Integer> misplaced(String tiles) {
    int count = 0;
    for (int i = 0; i < 8; i++) count += tiles.charAt(i) == '1' + i ? 0 : 1;
    return s.of(count);
  }

  @Coroutine CompletionStage<Integer> queens(int size) {
    int[] columns = new int[size];
    int row = 0, found = 0;
    columns[0] = -1;
    backtrack:
    while (row >= 0) {
      attempt:
      while (++columns[row] < size) {
        for (int above = 0; above < row; above++) {
          int apart = Math.abs(columns[above] - columns[row]);
          if (apart == 0 || apart == row - above) continue attempt;
        }
        if (row + 1 == size) found += await(s.of(1));
        else {
          columns[++row] = await(s.of(-1));
          continue backtrack;
        }
      }
      row--;
    }
    return completedFuture(found);
  }

  @Coroutine CompletionStage<List<Integer>> change(int amount, int[] coins) {
    long[] fewest = new long[amount + 1];
    int[] last = new int[amount + 1];
    for (int sum = 1; sum <= amount; sum++) {
      fewest[sum] = Integer.MAX_VALUE;
      for (int coin : coins)
        if (coin <= sum && fewest[sum - coin] + 1 < fewest[sum]) {
          fewest[sum] = await(s.of(fewest[sum - coin])) + 1;
          last[sum] = coin;
        }
    }
    List<Integer> given = new ArrayList<>();
    for (int rest = amount; rest > 0; rest -= last[rest]) {
      if (last[rest] == 0) throw new ArithmeticException(rest + " cannot be given");
      given.add(await(s.of(last[rest])));
    }
    return completedFuture(given);
  }
}
