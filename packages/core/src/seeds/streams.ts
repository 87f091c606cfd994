import seedrandom from 'seedrandom';
import { digestOf } from '../digest/canonical.js';
import { tagged, type Tags } from './tagged.js';

/** A source of numbers that nothing else draws from. */
export interface Stream {
  /** The derived seed, 64 hexadecimal characters: what the manifest records. */
  readonly seed: string;
  /** The next number, uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** The next integer, uniform in [0, bound). */
  below(bound: number): number;
  /** Numbers drawn so far: what a checkpoint keeps of a stream. */
  readonly position: number;
  /** Draws `count` numbers and forgets them: a stream that goes on where another one stopped. */
  skip(count: number): void;
}

/** Changes only if the derivation below does: then no earlier result can be had again. */
const derivation = 'seedbed-stream/1';

/**
 * Derives a stream's seed: SHA-256 of the canonical JSON of [derivation, experiment seed, replicate, name].
 * Streams of other names, replicates or experiments never influence it.
 */
export function streamSeed(experimentSeed: number, replicate: number, name: string): string {
  return digestOf([derivation, experimentSeed, replicate, name]);
}

/** Opens a stream at its beginning (seedrandom's xor4096, 53-bit doubles). */
export function openStream(seed: string): Stream {
  const generator = seedrandom.xor4096(seed);
  let position = 0;
  const uniform = () => {
    position++;
    return generator.double();
  };
  return {
    seed,
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    get position() {
      return position;
    },
    skip(count) {
      while (count-- > 0) uniform();
    },
  };
}

/** The streams of one run; remembers which were opened, for the manifest. */
export class SeedStreams {
  readonly used: Record<string, string> = {};

  constructor(
    private readonly experimentSeed: number,
    private readonly replicate: number,
    private readonly tags: Tags = {},
  ) {}

  /**
   * @param name without a tag, such as `split`, `target/subset/Bag`, `source/init/conv1`, `target/order`: tags are those
   * of the run.
   */
  open(name: string): Stream {
    const full = tagged(name, this.tags);
    const seed = streamSeed(this.experimentSeed, this.replicate, full);
    this.used[full] = seed;
    return openStream(seed);
  }
}
