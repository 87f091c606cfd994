import { spawnSync } from 'node:child_process';

/** A graphics card as its driver tells of it. */
export interface NvidiaCard {
  readonly name: string;
  /** Such as 580.95.05. */
  readonly driver: string;
  /** CUDA's compute capability, such as 9; null where the driver does not say. */
  readonly capability: number | null;
}

/** What the driver's own tool answers; null where there is no driver. */
export function askDriver(...query: string[]): string | null {
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout : null;
}

/** The cards that the driver lists; null where there is no driver. */
export function nvidiaCards(): NvidiaCard[] | null {
  const list = askDriver('--query-gpu=name,driver_version,compute_cap', '--format=csv,noheader');
  return list === null ? null : cardsIn(list);
}

/** Reads the driver's list: `name, version, capability` a line. */
export function cardsIn(list: string): NvidiaCard[] {
  return [...list.matchAll(/^(.+),\s*([\d.]+),\s*(\S.*?)\s*$/gm)].map(([, name, driver, capability]) => ({
    name: (name as string).trim(),
    driver: driver as string,
    capability: /^[\d.]+$/.test(capability as string) ? Number(capability) : null,
  }));
}

/** Why a card does not multiply in TF32: CUDA would compute float32 on it, without a word. Null when it does. */
export function lackingForTf32(cards: readonly NvidiaCard[]): string | null {
  const without = cards.find(({ capability }) => capability !== null && capability < 8);
  if (!without) return null;
  return `${without.name} has no TF32 (compute capability ${without.capability}, 8.0 or newer has it): leave out "precision"`;
}

/** What keeps TensorFlow from a card of NVIDIA, and the way out; null when nothing. */
export function lackingOf(cards: readonly NvidiaCard[] | null): string | null {
  if (!cards) return 'there is no NVIDIA driver (nvidia-smi does not answer): install it, 525.60 or newer';
  return cards.length > 0 ? null : 'the NVIDIA driver finds no GPU';
}
