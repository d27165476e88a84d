package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;

/** A JSON reader by recursive descent, and a calculator by precedence climbing: each character is awaited. */
public class Parsers {
  private final Stages s;
  private final String text;
  private int at;

  private Parsers(Stages s, String text) {
    this.s = s;
    this.text = text;
  }

  public static void run(Stages s) {
    List.of("1", "1+2*3", "(1+2)*3", "2^3^2", "-2^2", "7-4-2", "100/(2+3)/4", "((((5))))", "a=3", "1+", "(1", "8/0", "2*-3", "")
        .forEach(e -> s.run("sum " + e, () -> new Parsers(s, e).calculate()));
    List.of(
            "null", " [ ] ", "{}", "[1,-2,3.5e2]", "\"a\\n\\\"b\\u0041\"", "{\"a\":{\"b\":[true,false,null]},\"c\":\"\"}",
            "[1,2", "{\"a\" 1}", "[1,]", "tru", "\"open", "{\"a\":1,\"a\":2}", "[[[[[[]]]]]]", "1 2")
        .forEach(j -> s.run("json " + j, () -> new Parsers(s, j).json()));
  }

  @Coroutine CompletionStage<Character> peek() {
    return completedFuture(at < text.length() ? await(s.of(text.charAt(at))) : '\0');
  }

  @Coroutine CompletionStage<Character> next() {
    char c = await(peek());
    at++;
    return completedFuture(c);
  }

  @Coroutine CompletionStage<Boolean> accept(char wanted) {
    if (await(peek()) != wanted) return completedFuture(false);
    at++;
    return completedFuture(true);
  }

  @Coroutine CompletionStage<Void> expect(char wanted) throws Unexpected {
    char c;
    if ((c = await(next())) != wanted) throw new Unexpected(c, at - 1, wanted == 0 ? "the end" : "'" + wanted + "'");
    return done();
  }

  @Coroutine CompletionStage<Long> calculate() throws Unexpected {
    long value = await(binary(0));
    await(expect('\0'));
    return completedFuture(value);
  }

  static int precedence(char operator) {
    return switch (operator) {
      case '+', '-' -> 1;
      case '*', '/' -> 2;
      case '^' -> 3;
      default -> -1;
    };
  }

  @Coroutine CompletionStage<Long> binary(int least) throws Unexpected {
    long left = await(unary());
    for (char o; precedence(o = await(peek())) >= Math.max(least, 1); ) {
      at++;
      int p = precedence(o);
      left = apply(o, left, await(binary(o == '^' ? p : p + 1)));
    }
    return completedFuture(left);
  }

  static long apply(char operator, long a, long b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      case '/' -> a / b;
      default -> (long) Math.pow(a, b);
    };
  }

  @Coroutine CompletionStage<Long> unary() throws Unexpected {
    if (await(accept('-'))) return completedFuture(-await(binary(3)));
    if (await(accept('('))) {
      long inner = await(binary(0));
      await(expect(')'));
      return completedFuture(inner);
    }
    long value = 0;
    int begin = at;
    while (Character.isDigit(await(peek()))) value = value * 10 + await(next()) - '0';
    if (at == begin) throw new Unexpected(await(peek()), at, "a number");
    return completedFuture(value);
  }

  @Coroutine CompletionStage<Object> json() throws Unexpected {
    Object value = await(value());
    await(blanks());
    await(expect('\0'));
    return completedFuture(value);
  }

  @Coroutine CompletionStage<Void> blanks() {
    while (await(accept(' ')) || await(accept('\n'))) {}
    return done();
  }

  @Coroutine CompletionStage<Object> value() throws Unexpected {
    await(blanks());
    char first = await(peek());
    return completedFuture(switch (first) {
      case '{' -> await(object());
      case '[' -> await(array());
      case '"' -> await(string());
      case 't' -> await(word("true", true));
      case 'f' -> await(word("false", false));
      case 'n' -> await(word("null", "NULL"));
      default -> {
        if (first != '-' && !Character.isDigit(first)) throw new Unexpected(first, at, "a value");
        yield await(number());
      }
    });
  }

  @Coroutine CompletionStage<Object> word(String word, Object value) throws Unexpected {
    for (char c : word.toCharArray()) await(expect(c));
    return completedFuture(value);
  }

  @Coroutine CompletionStage<Double> number() {
    StringBuilder digits = new StringBuilder();
    while ("+-.eE0123456789".indexOf(await(peek())) >= 0) digits.append(await(next()).charValue());
    return completedFuture(Double.valueOf(digits.toString()));
  }

  @Coroutine CompletionStage<String> string() throws Unexpected {
    await(expect('"'));
    StringBuilder out = new StringBuilder();
    scan:
    while (true) {
      char c = await(next());
      switch (c) {
        case '"': break scan;
        case '\0': throw new Unexpected(c, at - 1, "the end of the string");
        case '\\':
          switch (c = await(next())) {
            case 'n': out.append('\n'); continue scan;
            case 'u': out.append((char) Integer.parseInt("" + await(next()) + await(next()) + await(next()) + await(next()), 16)); continue scan;
            default:
          }
        default: out.append(c);
      }
    }
    return completedFuture(out.toString());
  }

  @Coroutine CompletionStage<List<Object>> array() throws Unexpected {
    await(expect('['));
    List<Object> items = new ArrayList<>();
    await(blanks());
    if (!await(accept(']'))) {
      do items.add(await(value())); while (await(accept(',')));
      await(expect(']'));
    }
    return completedFuture(items);
  }

  @Coroutine CompletionStage<Map<String, Object>> object() throws Unexpected {
    await(expect('{'));
    Map<String, Object> fields = new TreeMap<>();
    if (await(accept('}'))) return completedFuture(fields);
    do {
      String name = await(string());
      try {
        await(expect(':'));
      } catch (Unexpected e) {
        e.addSuppressed(new IllegalStateException("in " + name));
        throw new Unexpected(await(peek()), at, "a colon after " + name + e.getSuppressed().length);
      }
      Object old = fields.put(name, await(value()));
      if (old != null) s.log("twice: " + name);
    } while (await(accept(',')));
    await(expect('}'));
    return completedFuture(fields);
  }

  static final class Unexpected extends Exception {
    Unexpected(char found, int at, String wanted) {
      super((found == '\0' ? "end" : "" + found) + " at " + at + " where " + wanted + " was expected");
    }
  }
}
