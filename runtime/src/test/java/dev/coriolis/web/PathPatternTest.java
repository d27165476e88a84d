package dev.coriolis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # pattern                | variables
      /                        | []
      /users                   | []
      /users/                  | []
      /users/{id}              | [id]
      /users/{id}/posts/{post} | [id, post]
      /files/{path...}         | [path]
      /{all...}                | [all]
      """)
  void reads(String pattern, String names) {
    assertThat(PathPattern.parse(pattern).names()).hasToString(names);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      # pattern           | why it is refused
      users               | must start with a slash
      ''                  | must start with a slash
      /{}                 | has the segment {}, which is neither text nor {name}
      /{a                 | has the segment {a, which is neither text nor {name}
      /a}                 | has the segment a}, which is neither text nor {name}
      /x{a}               | has the segment x{a}, which is neither text nor {name}
      /{a}{b}             | has the segment {a}{b}, which is neither text nor {name}
      /{a-b}              | has the segment {a-b}, which is neither text nor {name}
      /{...}              | has the segment {...}, which is neither text nor {name}
      /{a}/{a}            | has the variable a twice
      /{a...}/b           | goes on after {a...}
      """)
  void rejects(String pattern, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathPattern.parse(pattern))
        .withMessage("the path " + pattern + " " + why);
  }
}
