package dev.coriolis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.http.SetCookie.SameSite;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
      a=1                | 1
      b=2; a=1           | 1
      a=1; a=2           | 1
      ' a = 1 ;b=2'      | 1
      a=                 | ''
      a="1"              | 1
      a="                | "
      a=b=c              | b=c
      a                  |
      A=1                |
      b=a=1              |
      =1                 |
      x y=1; a=1         | 1
      ;;a=1;;            | 1
      """)
  void readsCookies(String header, String a) {
    assertThat(Cookies.of(Headers.of("Cookie", header)).value("a").orElse(null)).isEqualTo(a);
  }

  @Test
  void readsAllHeaders() {
    Cookies cookies = Cookies.of(Headers.of("Cookie", "a=1", "cookie", "b=2; c=3"));

    assertThat(cookies.names()).containsExactly("a", "b", "c");
    assertThat(cookies.value("c")).contains("3");
    assertThat(cookies.toString()).isEqualTo("Cookies[a, b, c]");
  }

  @Test
  void isAsStrictAsCanBe() {
    assertThat(SetCookie.builder("a", "1").build().toString())
        .isEqualTo("a=1; Path=/; Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void setsAttributes() {
    SetCookie cookie = SetCookie.builder("a", "")
        .path("/p")
        .domain("example.org")
        .maxAge(Duration.ofMinutes(2))
        .sameSite(SameSite.STRICT)
        .readableByScripts()
        .overPlainHttp()
        .build();

    assertThat(cookie.toString())
        .isEqualTo("a=; Path=/p; Domain=example.org; Max-Age=120; SameSite=Strict");
    assertThat(SetCookie.expired("a").toString())
        .isEqualTo("a=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;b", "a,b", "a\"", "a\\", "a\r\nb", "\u00e4", "\u0000"})
  void refusesValuesThatCookiesCannotCarry(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SetCookie.builder("name", value))
        .withMessageContaining("the value of the cookie name has U+00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "a b", "a;"})
  void refusesNamesThatAreNoTokens(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> SetCookie.builder(name, ""));
  }

  @Test
  void refusesToSmuggleInAttributes() {
    SetCookie.Builder cookie = SetCookie.builder("a", "1");

    assertThatIllegalArgumentException().isThrownBy(() -> cookie.path("/; Domain=example.org"));
    assertThatIllegalArgumentException().isThrownBy(() -> cookie.path("p"));
    assertThatIllegalArgumentException().isThrownBy(() -> cookie.domain("example.org; Path=/"));
    assertThatIllegalArgumentException().isThrownBy(() -> cookie.domain("a\r\nb"));
    assertThatIllegalArgumentException().isThrownBy(() -> cookie.maxAge(Duration.ofSeconds(-1)));
  }

  @Test
  void partOfASecondIsNotForgottenAtOnce() {
    SetCookie.Builder cookie = SetCookie.builder("a", "b");

    assertThat(cookie.maxAge(Duration.ofNanos(1)).build().toString()).contains("; Max-Age=1;");
    assertThat(cookie.maxAge(Duration.ofMillis(1500)).build().toString()).contains("; Max-Age=2;");
    assertThat(cookie.maxAge(Duration.ZERO).build().toString()).contains("; Max-Age=0;");
  }

  @Test
  void refusesWhatBrowsersDrop() {
    refuses("__Host-a", SetCookie.Builder::overPlainHttp);
    refuses("__Host-a", cookie -> cookie.path("/p"));
    refuses("__Host-a", cookie -> cookie.domain("example.org"));
    refuses("__Secure-a", SetCookie.Builder::overPlainHttp);
    refuses("a", cookie -> cookie.sameSite(SameSite.NONE).overPlainHttp());
  }

  private static void refuses(String name, UnaryOperator<SetCookie.Builder> attributes) {
    SetCookie.Builder cookie = attributes.apply(SetCookie.builder(name, "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(cookie::build)
        .withMessageContaining("the cookie " + name + " must be Secure");
  }
}
