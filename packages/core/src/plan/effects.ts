import type { Experiment } from '../spec/experiment.js';
import { type GridPoint, textWithout } from '../spec/grid.js';
import { failAt } from '../spec/value.js';

interface Asked {
  readonly stage: string;
  readonly point: GridPoint;
  readonly key: string;
}

/**
 * Looks for levels that change nothing.
 * @returns a note for each two levels of a factor that ask for the same runs everywhere.
 * @throws SeedbedError SB_FACTOR_NOTHING for a factor all of whose levels do.
 */
export function effectsOf({ factors }: Experiment, asked: readonly Asked[]): string[] {
  return factors.flatMap(({ name, place, levels }, index) => {
    const found = asked.map(({ stage, point, key }) => ({
      level: point[index] as number,
      others: `${stage}@${textWithout(point, (factor) => factor === index)}`,
      key,
    }));
    const keys = new Map(found.map(({ level, others, key }) => [`${level} ${others}`, key]));
    const others = [...new Set(found.map((each) => each.others))];
    const same = (a: number, b: number) => {
      const pairs = others.flatMap((each) => {
        const [ours, theirs] = [keys.get(`${a} ${each}`), keys.get(`${b} ${each}`)];
        return ours === undefined || theirs === undefined ? [] : [ours === theirs];
      });
      return pairs.length > 0 && pairs.every(Boolean);
    };
    const used = levels.map((_, level) => level).filter((level) => found.some((each) => each.level === level));
    const twins = used.flatMap((b, at) => used.slice(0, at).filter((a) => same(a, b)).map((a) => [a, b] as const)); // prettier-ignore
    if (used.length > 1 && twins.length === (used.length * (used.length - 1)) / 2) {
      throw failAt('SB_FACTOR_NOTHING', place, `the factor "${name}" changes nothing: all its levels ask for the same runs`, `use $${name} somewhere, or let its levels override something that a measured stage uses`); // prettier-ignore
    }
    return twins.map(([a, b]) => `${name} ${levels[a]?.name} and ${levels[b]?.name} ask for the same runs`);
  });
}
