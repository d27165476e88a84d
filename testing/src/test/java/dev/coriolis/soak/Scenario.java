package dev.coriolis.soak;

import java.util.concurrent.CompletionStage;

/** Something that coroutines do; it may fail as it wants, be cancelled at any time, and takes some milliseconds. */
interface Scenario {

  /** Starts it. */
  CompletionStage<?> start(World world, Chaos chaos) throws Exception;
}
