package dev.coriolis.http.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decoded parameters of a query, or of a form. A name may have several values.
 *
 * <pre>{@code
 * Optional<String> page = exchange.query().last("page");
 * List<String> tags = exchange.query().all("tag");
 * }</pre>
 *
 * <p>Immutable. {@code a=1&b&a=2} has the values 1 and 2 for {@code a}, and the empty value for
 * {@code b}.
 */
public final class Parameters {
  /** More are refused: each costs many times its bytes. */
  private static final int MAX_PARAMETERS = 1000;

  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Returns parameters without a name. */
  public static Parameters none() {
    return NONE;
  }

  /**
   * Reads encoded parameters, such as {@code a=1&b=x%20y}.
   *
   * @throws HttpError with 400, if they are not well encoded, or more than 1000
   */
  static Parameters parse(String encoded) {
    if (encoded.isEmpty()) {
      return NONE;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (int start = 0; start < encoded.length(); ) {
      int end = encoded.indexOf('&', start);
      end = end < 0 ? encoded.length() : end;
      if (end > start) {
        if (++count > MAX_PARAMETERS) {
          throw new HttpError(400, "the request has more than " + MAX_PARAMETERS + " parameters");
        }
        add(values, encoded.substring(start, end));
      }
      start = end + 1;
    }
    values.replaceAll((name, list) -> Collections.unmodifiableList(list));
    return new Parameters(Collections.unmodifiableMap(values));
  }

  private static void add(Map<String, List<String>> values, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    values
        .computeIfAbsent(PercentDecoder.decodeParameter(name), absent -> new ArrayList<>(1))
        .add(PercentDecoder.decodeParameter(value));
  }

  /** Returns the last value of a parameter. */
  public Optional<String> last(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Returns all values of a parameter, in their order; none if it is not there. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Returns whether there is a parameter with this name. */
  public boolean contains(String name) {
    return values.containsKey(name);
  }

  /** Returns the names, in the order in which they came. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Returns the names only: values may be secrets. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
