package dev.coriolis.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test of JUnit that is a coroutine: it may {@linkplain dev.coriolis.Coroutines#await await}, and
 * returns nothing.
 *
 * <pre>{@code
 * @CoroutineTest(TestLoop.VIRTUAL_TIME)
 * void asksAgainAfterAnHour() {
 *   assertThat(await(service.answer())).isEqualTo(42);
 * }
 * }</pre>
 *
 * <p>The test runs on a loop of its own, together with the {@code @BeforeEach} and {@code @AfterEach}
 * methods around it. It fails with what it throws; if it takes too long, and then tells what is suspended
 * where; if a coroutine of its loop is still suspended when it has ended; and if a coroutine has failed while nobody
 * looked.
 *
 * <p>On a class it holds for all tests in it, of whatever kind: {@code @Test}, {@code
 * @ParameterizedTest}, {@code @RepeatedTest}. Those of them, and of {@code @BeforeEach} and the like, that
 * await are {@code @Coroutine} methods that return nothing.
 *
 * <p>A parameter of type {@link dev.coriolis.loop.EventLoop} or {@link VirtualTimeLoop} is the loop.
 *
 * <p><b>Threads:</b> the test runs on the thread of the loop, its coroutines are resumed there.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(CoroutineExtension.class)
public @interface CoroutineTest {

  /** The loop on which the test runs. */
  TestLoop value() default TestLoop.EVENT_LOOP;

  /**
   * How many seconds of real time the test may take, and each method before and after it. 0 is no limit,
   * and there is none while a debugger is attached.
   */
  int timeoutSeconds() default 10;

  /** The seed of a {@link TestLoop#SHUFFLED} loop; 0 draws one. */
  long seed() default 0;
}
