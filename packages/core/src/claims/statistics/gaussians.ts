/** Standard normal numbers from a uniform stream (Box and Muller 1958): for simulation, results never rest on them. */
export function gaussians(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
