/** What Ctrl-C does: gets a function that ends the process. */
type Interruption = (end: () => void) => void;

let current: Interruption = (end) => end();

/** Sets what Ctrl-C does. @returns what puts back what it did before. */
export function onInterrupt(interruption: Interruption): () => void {
  const before = current;
  current = interruption;
  return () => (current = before);
}

export const interrupt = (end: () => void): void => current(end);
