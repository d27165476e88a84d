package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Jumps out of, into and around blocks that await, in the forms that javac compiles differently. */
public class Jumps {
  private final Stages s;
  private final StringBuilder b = new StringBuilder();

  Jumps(Stages s) { this.s = s; }

  enum Color { RED, GREEN, BLUE }

  public static void run(Stages s) {
    s.run("if without else", () -> new Jumps(s).ifWithoutElse());
    s.run("if chain", () -> new Jumps(s).ifChain(2));
    s.run("empty bodies", () -> new Jumps(s).emptyBodies());
    s.run("for with everything", () -> new Jumps(s).forWithEverything());
    s.run("for without condition", () -> new Jumps(s).forWithoutCondition());
    s.run("do with continue", () -> new Jumps(s).doWithContinue());
    s.run("constant conditions", () -> new Jumps(s).constantConditions());
    s.run("continue of outer do", () -> new Jumps(s).continueOfOuterDo());
    s.run("continue of outer foreach", () -> new Jumps(s).continueOfOuterForeach());
    s.run("break of labelled block", () -> new Jumps(s).breakOfLabelledBlock());
    s.run("break of labelled if", () -> new Jumps(s).breakOfLabelledIf());
    s.run("break of labelled switch", () -> new Jumps(s).breakOfLabelledSwitch());
    s.run("continue in switch", () -> new Jumps(s).continueInSwitch());
    s.run("foreach changes its variable", () -> new Jumps(s).foreachChangesVariable());
    s.run("foreach keeps its array", () -> new Jumps(s).foreachKeepsArray());
    s.run("foreach over changed list", () -> new Jumps(s).foreachOverChangedList());
    s.run("foreach over own iterable", () -> new Jumps(s).foreachOverOwnIterable());
    s.run("foreach unboxes", () -> new Jumps(s).foreachUnboxes());
    s.run("foreach of nothing", () -> new Jumps(s).foreachOfNothing());
    s.run("foreach over null", () -> new Jumps(s).foreachOverNull());
    s.run("switch of char", () -> new Jumps(s).switchOfChar());
    s.run("switch of boxes", () -> new Jumps(s).switchOfBoxes());
    s.run("switch of byte and short", () -> new Jumps(s).switchOfByteAndShort());
    s.run("switch without default", () -> new Jumps(s).switchWithoutDefault());
    s.run("switch without cases", () -> new Jumps(s).switchWithoutCases());
    s.run("switch declares in a case", () -> new Jumps(s).switchDeclaresInCase());
    s.run("switch in switch", () -> new Jumps(s).switchInSwitch());
    s.run("default in the middle", () -> new Jumps(s).defaultInTheMiddle());
    s.run("switch of strings that collide", () -> new Jumps(s).switchOfStringsThatCollide());
    s.run("switch of enum null", () -> new Jumps(s).switchOfEnumNull());
    s.run("yield of try", () -> new Jumps(s).yieldOfTry());
    s.run("yield out of loop", () -> new Jumps(s).yieldOutOfLoop());
    s.run("yield below operands", () -> new Jumps(s).yieldBelowOperands());
    s.run("yield of boolean", () -> new Jumps(s).yieldOfBoolean());
    s.run("switch throws", () -> new Jumps(s).switchThrows());
    s.run("assert in loop", () -> new Jumps(s).assertInLoop());
    s.run("return in all branches", () -> new Jumps(s).returnInAllBranches());
    s.run("local shadows field", () -> new Jumps(s).localShadowsField());
    s.run("five loops", () -> new Jumps(s).fiveLoops());
  }

  @Coroutine CompletionStage<String> ifWithoutElse() { if (await(s.of(false))) b.append("no"); if (await(s.of(true))) if (await(s.of(false))) b.append("inner"); else b.append(await(s.of("dangling"))); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> ifChain(int n) { if (n == await(s.of(0))) { b.append("0"); } else if (n == await(s.of(1))) { b.append("1"); } else if (n == await(s.of(2))) { int k = await(s.of(5)); b.append(k); } else { b.append(await(s.of("else"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<Integer> emptyBodies() { int n = 0; if (await(s.of(true))) {} else {} while (await(s.of(n++)) < 2) {} do {} while (await(s.of(n--)) > 1); for (; await(s.of(n++)) < 3; ) ; for (int ignored : await(s.of(new int[] {1, 2}))) {} switch (await(s.of(1))) {} {} ; return completedFuture(n); }

  @Coroutine CompletionStage<String> forWithEverything() { for (int i = await(s.of(0)), j = await(s.of(9)); i < await(s.of(3)) && j > await(s.of(6)); i += await(s.of(1)), j = j - await(s.of(1)), s.log("update")) { b.append(i).append(await(s.of(j))); if (i == 1) continue; b.append("."); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<Integer> forWithoutCondition() { int n = 0; for (await(s.of("init")), s.log("second"); ; n += await(s.of(2))) { if (n > 3) break; } for (;;) { if (n++ > await(s.of(5))) return completedFuture(n); } }

  @Coroutine CompletionStage<String> doWithContinue() { int n = 0; do { if (await(s.of(n)) == 1) continue; b.append(n); } while (++n < await(s.of(3))); do b.append(await(s.of("once"))); while (await(s.of(false))); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> constantConditions() { final boolean no = false; if (no) await(s.of("dead")); if (true || await(s.of(true))) b.append(1); while (no && await(s.of(true))) b.append(2); do { b.append(await(s.of(3))); } while (no); for (int i = 0; true; i++) if (await(s.of(i)) == 1) break; return completedFuture(b + (true ? await(s.of("t")) : "f")); }

  @Coroutine CompletionStage<String> continueOfOuterDo() { int n = 0; outer: do { int k = 0; while (true) { if (++k == await(s.of(2))) continue outer; b.append(n).append(k); } } while (++n < await(s.of(3))); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> continueOfOuterForeach() { outer: for (String t : List.of("a", "b", "c")) { for (long w : new long[] {1, 2, 3}) { if (w == await(s.of(2L))) continue outer; if (t.equals(await(s.of("c")))) break outer; b.append(t).append(w); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> breakOfLabelledBlock() { a: { c: { if (await(s.of(true))) break c; b.append("not"); break a; } b.append(await(s.of("after c"))); if (await(s.of(true))) break a; b.append("not"); } d: try { if (await(s.of(true))) break d; b.append("not"); } finally { b.append(await(s.of("f"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> breakOfLabelledIf() { x: if (await(s.of(1)) == 1) { for (int i = 0; ; i++) if (await(s.of(i)) == 2) break x; } else b.append("else"); y: b.append(await(s.of("y"))); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> breakOfLabelledSwitch() { w: switch (await(s.of(1))) { case 1: for (int i = 0; i < 3; i++) { switch (await(s.of(i))) { case 0: break; case 1: b.append(i); break w; } b.append(await(s.of("-"))); } default: b.append("not"); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> continueInSwitch() { for (int i = 0; i < 5; i++) { switch (await(s.of(i))) { case 1: continue; case 2: break; case 3: b.append(await(s.of("three"))); default: b.append(i); continue; } b.append("|"); if (i == await(s.of(2))) continue; b.append("!"); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> foreachChangesVariable() { for (int v : new int[] {1, 2, 3}) { v += await(s.of(10)); b.append(v); } for (String t : List.of("x", "y")) { String u = t; t = await(s.of(t + t)); b.append(t).append(u); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> foreachKeepsArray() { int[] a = {1, 2, 3}; for (int v : a) { b.append(v); a[2] = await(s.of(7)); a = new int[] {9}; } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> foreachOverChangedList() { List<Integer> l = new ArrayList<>(List.of(1, 2, 3)); try { for (int v : l) { b.append(await(s.of(v))); l.remove(0); } } catch (ConcurrentModificationException e) { b.append(await(s.of("changed"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> foreachOverOwnIterable() { Iterable<String> own = () -> new Iterator<>() { int n; @Override public boolean hasNext() { s.log("hasNext"); return n < 2; } @Override public String next() { return s.log("next") + n++; } }; for (String t : own) b.append(await(s.of(t))); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<Long> foreachUnboxes() { long sum = 0; for (int v : List.of(1, 2)) sum += v * await(s.of(2)); for (long v : new int[] {3, 4}) sum += v + await(s.of(1)); for (double v : await(s.of(List.of(1.5f)))) sum += (long) (v * await(s.of(2))); for (Integer v : new int[] {5}) sum += v + await(s.of(v)); return completedFuture(sum); }

  @Coroutine CompletionStage<String> foreachOfNothing() { for (Object o : await(s.of(new Object[0]))) b.append(await(s.of(o))); for (Object o : await(s.of(List.of()))) b.append(await(s.of(o))); return completedFuture(b + "nothing"); }

  @Coroutine CompletionStage<String> foreachOverNull() { int[] none = null; try { for (int v : none) b.append(await(s.of(v))); } catch (NullPointerException e) { b.append(await(s.of("array"))); } for (String t : await(s.<List<String>>of(null))) b.append(t); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchOfChar() { for (char c : "aXz9".toCharArray()) switch (await(s.of(c))) { case 'a', 'z': b.append(await(s.of(c))); break; case '9': b.append("nine"); default: b.append(await(s.of((int) c))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchOfBoxes() { Integer i = 3; Character c = 'c'; Byte y = 1; b.append(switch (i) { case 3 -> await(s.of("three")); default -> "d"; }); switch (c) { case 'c' -> b.append(await(s.of(c))); default -> {} } switch (y) { case 1: b.append(await(s.of(y))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchOfByteAndShort() { byte y = -1; short h = 300; switch (y) { case -1 -> b.append(await(s.of("minus"))); case 0 -> b.append("zero"); } return completedFuture(b.append(switch (h) { case 300 -> await(s.of(300L)).longValue(); case -5 -> 5; default -> 0; }).toString()); }

  @Coroutine CompletionStage<String> switchWithoutDefault() { for (Color c : Color.values()) { switch (c) { case RED: b.append(await(s.of("r"))); case GREEN: b.append(await(s.of("g"))); } b.append(c.ordinal()); } switch ("none") { case "some" -> b.append(await(s.of("not"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchWithoutCases() { switch (await(s.of("effect"))) { default: b.append(await(s.of("default"))); } switch (await(s.of(5))) { default -> b.append(await(s.of(6))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchDeclaresInCase() { for (int i = 0; i < 3; i++) switch (i) { case 0: int n = await(s.of(1)); b.append(n); break; case 1: n = await(s.of(2)); b.append(n); String t = await(s.of("t")); b.append(t); case 2: n = 5; t = "u" + await(s.of(n)); b.append(t).append(n); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchInSwitch() { return completedFuture("x" + switch (await(s.of(1))) { case 1 -> switch (await(s.of("b"))) { case "a" -> 1; case "b" -> { int k = switch (Color.valueOf(await(s.of("BLUE")))) { case RED, GREEN -> await(s.of(2)); case BLUE -> await(s.of(3)) * 2; }; yield k + await(s.of(1)); } default -> 0; }; default -> -1; } + await(s.of("y"))); }

  @Coroutine CompletionStage<String> defaultInTheMiddle() { for (int i = 0; i < 4; i++) switch (await(s.of(i))) { case 0: b.append("a"); default: b.append(await(s.of("d"))); case 1: b.append("b"); break; case 2: b.append(await(s.of("c"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchOfStringsThatCollide() { for (String t : new String[] {"AaAa", "BBBB", "AaBB", "BBAa", ""}) b.append((Object) switch (await(s.of(t))) { case "AaAa" -> await(s.of(1)); case "BBBB" -> 2L; case "AaBB" -> { await(s.of("x")); yield 3f; } case "" -> await(s.of(4)); default -> 5; }); return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> switchOfEnumNull() { try { return completedFuture(switch (await(s.<Color>of(null))) { case RED -> "r"; case GREEN -> await(s.of("g")); case BLUE -> "b"; }); } catch (NullPointerException e) { return completedFuture("null" + await(s.of("!"))); } }

  @Coroutine CompletionStage<String> yieldOfTry() { return completedFuture(s.log("operand") + switch (await(s.of(1))) { case 1: try { if (await(s.of(true))) yield await(s.<String>failed(new IllegalStateException("ise"))); yield "not"; } catch (IllegalStateException e) { yield e.getMessage() + await(s.of("caught")); } finally { b.append(await(s.of("f"))); } default: yield "not"; } + b); }

  @Coroutine CompletionStage<String> yieldOutOfLoop() { long w = 4; return completedFuture(w + switch (await(s.of("k"))) { case "k" -> { for (int i = 0; ; i++) { while (await(s.of(true))) { if (i == 2) yield w * i + await(s.of(1)); break; } } } default -> throw new AssertionError(); } + "" + w); }

  @Coroutine CompletionStage<String> yieldBelowOperands() { int[] a = {1, 2, 3}; a[s.log(1)] += switch (await(s.of(2))) { case 2 -> { int k = a[0]; a = new int[] {k}; yield k + await(s.of(5)); } default -> 0; }; Object o = new Object[] {s.log("first"), switch (a.length) { case 1 -> await(s.of("one")); default -> { yield "many"; } }, s.log("last")}; return completedFuture(Arrays.toString(a) + Arrays.toString((Object[]) o)); }

  @Coroutine CompletionStage<String> yieldOfBoolean() { int n = 2; if (switch (n) { case 1 -> await(s.of(true)); case 2 -> { boolean x = await(s.of(true)); yield x && !await(s.of(false)); } default -> false; } && n > await(s.of(1))) b.append("yes"); return completedFuture(b.append(!switch (await(s.of(n))) { case 2 -> await(s.of(n)) == 3; default -> true; }).toString()); }

  @Coroutine CompletionStage<String> switchThrows() { try { int n = switch (await(s.of("bad"))) { case "good" -> 1; case "bad" -> throw new IllegalArgumentException(await(s.of("thrown"))); default -> await(s.of(2)); }; return completedFuture("" + n); } catch (IllegalArgumentException e) { return completedFuture(e.getMessage() + await(s.of("!"))); } }

  @Coroutine CompletionStage<String> assertInLoop() { for (int i = 0; i < 3; i++) { try { assert await(s.of(i)) < 2 && await(s.of(true)) : await(s.of("too large: ")) + i; b.append(i); } catch (AssertionError e) { b.append(e.getMessage()); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> returnInAllBranches() { if (await(s.of(false))) { return completedFuture("a"); } else { switch (await(s.of(2))) { case 1: return completedFuture("b"); default: try { return completedFuture(await(s.of("c"))); } finally { if (await(s.of(true))) { s.log("last"); } } } } }

  @Coroutine CompletionStage<String> localShadowsField() { String b = await(s.of("local")); { int s2 = await(s.of(1)); b += s2; } { String s2 = await(s.of("again")); b += s2; } this.b.append(await(s.of("field"))); return completedFuture(b + this.b); }

  @Coroutine CompletionStage<Integer> fiveLoops() { int n = 0; for (int i = 0; i < 2; i++) for (int j : new int[] {1, 2}) { int k = 0; while (k++ < 2) { int m = j; do { for (Integer o : List.of(1)) n += o * i + m * await(s.of(k)); } while (--m > await(s.of(0))); } } return completedFuture(n); }
}
