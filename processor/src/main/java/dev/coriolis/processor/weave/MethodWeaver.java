package dev.coriolis.processor.weave;

import java.util.List;

/** Turns one method into a state machine: the list of passes, in their order. */
final class MethodWeaver {
  private static final List<Pass> PASSES = List.of(
      // Moves the code to a method of its own, with a slot for the frame: all below is about that.
      new MoveBody(),
      // The next pass looks for awaits only.
      new AwaitScopes(),
      new FindSuspensionPoints(),
      // No uninitialised object may be on the stack at a suspension: no field can hold it.
      new HoistConstructors(),
      // From here on, a stack map frame asks for what is live and no more. So the code behind a
      // resumption, where only that is there, passes the verifier.
      new PruneDeadLocals(),
      // Reads the types and the live slots that are final now.
      new LayOutFrame(),
      new EmitSuspensions(),
      // Between the labels made above.
      new SplitTryCatchBlocks(),
      // After the labels that it jumps to.
      new EmitDispatch(),
      // Needs nothing of the body but its descriptor and the names of its parameters.
      new EmitEntry(),
      // Follows all paths, those from the dispatch among them.
      new HideStaleVariables());

  private MethodWeaver() {}

  static void weave(CoroutineMethod method) {
    PASSES.forEach(pass -> pass.run(method));
  }
}
