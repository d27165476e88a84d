package debugged;

import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;

public class DebuggedGenerator {
  public static void main(String[] arguments) {
    for (int element : new DebuggedGenerator().run(2, arguments[0])) {
      System.out.println(element);
    }
  }

  @Coroutine Generator<Integer, Void> run(int n, String unused) {
    int square = 0; // 1
    for (int i = 0; i < n; i++) {
      square = i * i; // 2
      emit(square); // 3
      int next = i + 1; // 4
    }
    return end(); // 5
  }
}
