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
      // The last pass before that changes the code is done; the next to do so writes code only.
      new FindLiveVariables(),
      // From here on, a stack map frame asks for what is live and no more. So the code behind a
      // resumption, where only that is there, passes the verifier.
      new PruneDeadLocals(),
      // Reads the types that are final now.
      new LayOutFrame(),
      // The fields are known, and what is between two points is still as javac wrote it.
      new KeepUnchanged(),
      // Where variables are reloaded is known; the labels of that place are still to be put there.
      new HideStaleVariables(),
      new EmitSuspensions(),
      new EmitElements(),
      // After liveness is known: it makes the frame's slot be read.
      new SettleFrames(),
      // Between the labels made above.
      new SplitTryCatchBlocks(),
      // After the labels that it jumps to.
      new EmitDispatch(),
      // Needs nothing of the body but its descriptor.
      new EmitEntry());

  private MethodWeaver() {}

  static void weave(CoroutineMethod method) {
    PASSES.forEach(pass -> pass.run(method));
  }
}
