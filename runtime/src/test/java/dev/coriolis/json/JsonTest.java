package dev.coriolis.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  /** Properties out of alphabetical order, on purpose. */
  record User(String name, int age, List<String> groups) {}

  /** Cannot be written. */
  record Broken(String before) {
    public String getAfter() {
      throw new IllegalStateException("no such thing");
    }
  }

  @Test
  void readsRecord() {
    User user =
        Json.read(utf8("{\"name\":\"Ann\",\"age\":7,\"groups\":[],\"more\":1}"), User.class);

    assertThat(user).isEqualTo(new User("Ann", 7, List.of()));
  }

  @Test
  void writesPropertiesInOrderOfDeclaration() {
    assertThat(text(Json.write(new User("Ann", 7, List.of("a")))))
        .isEqualTo("{\"name\":\"Ann\",\"age\":7,\"groups\":[\"a\"]}");
  }

  @Test
  void writesTimesAsText() {
    assertThat(text(Json.write(Instant.EPOCH))).isEqualTo("\"1970-01-01T00:00:00Z\"");
  }

  @Test
  void indentsByFourSpaces() {
    byte[] json = Json.writePretty(Json.object(
        "a", List.of(1, Map.of("b", "\u00fc")), "none", null, "list", List.of(), "map", Map.of()));

    assertThat(text(json)).isEqualTo("""
        {
            "a": [
                1,
                {
                    "b": "\u00fc"
                }
            ],
            "none": null,
            "list": [],
            "map": {}
        }""");
  }

  @ParameterizedTest(name = "{0} at {1}:{2}")
  @CsvSource(quoteCharacter = '\'', textBlock = """
      # document              line  column
      '{"a": }',              1,    7
      '{"a": 1',              1,    8
      '{"a": 1} x',           1,    10
      '[1,',                  1,    4
      'nope',                 1,    1
      """)
  void saysWhereDocumentIsInvalid(String document, int line, int column) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(document))
        .withMessageStartingWith("invalid JSON at line " + line + ", column " + column + ": ")
        .satisfies(e -> assertThat(e.line()).isEqualTo(line))
        .satisfies(e -> assertThat(e.column()).isEqualTo(column));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(quoteCharacter = '\'', textBlock = """
      '{"name":"a","age":"x","groups":[]}', 'age at line 1, column 19 does not fit, expected int'
      '{"groups":[{}]}',              'groups[0] at line 1, column 12 does not fit, expected String'
      '[]',                           'the JSON document at line 1, column 1 does not fit, expected User'
      'null',                         'the JSON document is null, expected User'
      """)
  void saysWhatDoesNotFit(String document, String message) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(utf8(document), User.class))
        .withMessage(message);
  }

  @Test
  void rejectsEmptyDocument() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse(new byte[0]))
        .withMessage("the JSON document is empty");
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(" "));
  }

  @Test
  void messageIsShortAndOnOneLine() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("x\n".repeat(5000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
  }

  @Test
  void rejectsEndlessNesting() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.parse("[".repeat(1_000_000)));
  }

  @Test
  void failsAsAWholeWhereOnePropertyCannotBeWritten() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.write(new Broken("b")))
        .withMessageContainingAll("cannot write", "Broken", "no such thing");
  }

  @Test
  void failsOnEndlessStructure() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.write(list));
  }

  @Test
  void rejectsHalfPair() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.object("a", 1, "b"))
        .withMessageContaining("3 arguments");
    assertThatIllegalArgumentException().isThrownBy(() -> Json.object(1, "a"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
