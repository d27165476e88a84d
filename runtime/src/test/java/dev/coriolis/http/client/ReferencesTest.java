package dev.coriolis.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {

  /** RFC 3986, sections 5.4.1 and 5.4.2. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      g:h,            g:h
      g,              http://a/b/c/g
      ./g,            http://a/b/c/g
      g/,             http://a/b/c/g/
      /g,             http://a/g
      //g,            http://g
      ?y,             http://a/b/c/d;p?y
      g?y,            http://a/b/c/g?y
      '#s',           http://a/b/c/d;p?q#s
      g#s,            http://a/b/c/g#s
      g?y#s,          http://a/b/c/g?y#s
      ;x,             http://a/b/c/;x
      g;x,            http://a/b/c/g;x
      '',             http://a/b/c/d;p?q
      .,              http://a/b/c/
      ./,             http://a/b/c/
      ..,             http://a/b/
      ../,            http://a/b/
      ../g,           http://a/b/g
      ../..,          http://a/
      ../../,         http://a/
      ../../g,        http://a/g
      ../../../g,     http://a/g
      ../../../../g,  http://a/g
      /./g,           http://a/g
      /../g,          http://a/g
      g.,             http://a/b/c/g.
      .g,             http://a/b/c/.g
      g..,            http://a/b/c/g..
      ..g,            http://a/b/c/..g
      ./../g,         http://a/b/g
      ./g/.,          http://a/b/c/g/
      g/./h,          http://a/b/c/g/h
      g/../h,         http://a/b/c/h
      g;x=1/../y,     http://a/b/c/y
      g?y/../x,       http://a/b/c/g?y/../x
      """)
  void resolvesAsInTheRfc(String reference, String target) {
    assertThat(References.resolve(URI.create("http://a/b/c/d;p?q"), URI.create(reference)))
        .hasToString(target);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(textBlock = """
      http://a//b//c,     d,                  http://a//b//d
      http://a/b//c,      ../d,               http://a/b/d
      http://a,           d,                  http://a/d
      http://a,           ../d,               http://a/d
      http://a?q,         ?x,                 http://a/?x
      http://a_b:81/c,    //d_e/f/../g,       http://d_e/g
      http://a/,          http://b/c/../d?q,  http://b/d?q
      http://a/,          http:///d,          http:///d
      """)
  void keepsWhatIsNoDotSegment(String base, String reference, String target) {
    assertThat(References.resolve(URI.create(base), URI.create(reference))).hasToString(target);
  }
}
