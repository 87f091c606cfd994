/**
 * Tells of a moment whether so much time has passed since the last one of which it said so. The first one is such a moment.
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
