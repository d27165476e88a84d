package dev.coriolis.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cookies that a request brings. Names are compared exactly.
 *
 * <pre>{@code
 * String theme = exchange.cookies().value("theme").orElse("light");
 * }</pre>
 *
 * <p>Immutable. Whatever is no {@code name=value} is left out, as a browser may send what some other
 * site on the domain has set. Of two cookies with one name the first counts, which browsers send
 * first for having the longer path.
 */
public final class Cookies {
  private static final Cookies NONE = new Cookies(Map.of());

  private final Map<String, String> values;

  private Cookies(Map<String, String> values) {
    this.values = values;
  }

  /** Returns the cookies in the {@code Cookie} headers of a request. */
  public static Cookies of(Headers headers) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String header : headers.all("Cookie")) {
      for (int start = 0; start < header.length(); ) {
        int end = header.indexOf(';', start);
        end = end < 0 ? header.length() : end;
        add(values, header.substring(start, end));
        start = end + 1;
      }
    }
    return values.isEmpty() ? NONE : new Cookies(Collections.unmodifiableMap(values));
  }

  private static void add(Map<String, String> values, String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      return;
    }
    String name = pair.substring(0, equals).strip();
    if (Tokens.isToken(name)) {
      values.putIfAbsent(name, unquoted(pair.substring(equals + 1).strip()));
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** Returns the value of a cookie, as it was sent. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns the names, in the order in which they came. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Returns the names only: values may be secrets. */
  @Override
  public String toString() {
    return "Cookies" + values.keySet();
  }
}
