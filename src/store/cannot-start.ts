/**
 * Why Muster cannot start, as a sentence for whoever runs it: first the cause, then the cure.
 * Whoever catches it shows the message alone, without a stack.
 */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}
