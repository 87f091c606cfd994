/**
 * Whether so much time has passed since the last call that was answered with yes; the first call is.
 * It goes by a clock that nobody sets.
 */
export function every(milliseconds: number): () => boolean {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    if (now - last < milliseconds) return false;
    last = now;
    return true;
  };
}
