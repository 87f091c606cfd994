import { spawnSync } from 'node:child_process';

/** A graphics card as its driver tells of it. */
export interface NvidiaCard {
  readonly name: string;
  /** Such as 580.95.05. */
  readonly driver: string;
}

/** The cards that the driver's own tool lists; null where there is no driver. */
export function nvidiaCards(): NvidiaCard[] | null {
  const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? cardsIn(stdout) : null;
}

/** Reads the driver's list: `name, version` a line. */
export function cardsIn(list: string): NvidiaCard[] {
  return [...list.matchAll(/^(.+),\s*([\d.]+)\s*$/gm)].map(([, name, driver]) => ({
    name: (name as string).trim(),
    driver: driver as string,
  }));
}

/** What keeps TensorFlow from a card of NVIDIA, and the way out; null when nothing. */
export function lackingOf(cards: readonly NvidiaCard[] | null): string | null {
  if (!cards) return 'there is no NVIDIA driver (nvidia-smi does not answer): install it, 525.60 or newer';
  return cards.length > 0 ? null : 'the NVIDIA driver finds no GPU';
}
