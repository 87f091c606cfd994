import type { DeviceMemory } from './backend.js';
import { askDriver } from './nvidia.js';

const mebibyte = 2 ** 20;

interface CardMemory {
  /** As the driver counts cards: along the bus. */
  readonly index: string;
  readonly uuid: string;
  /** Bytes. */
  readonly total: number;
  readonly free: number;
}

/** Memory of the card that a process computes on; null where the driver does not say. */
export function nvidiaMemory(visible = process.env['CUDA_VISIBLE_DEVICES']): DeviceMemory | null {
  const cards = askDriver('--query-gpu=index,uuid,memory.total,memory.free', '--format=csv,noheader,nounits');
  const card = cards === null ? undefined : cardSeen(cardMemoriesIn(cards), visible);
  if (!card) return null;
  const processes = askDriver('--query-compute-apps=gpu_uuid,pid,used_memory', '--format=csv,noheader,nounits');
  return { total: card.total, free: card.free, taken: takenIn(processes ?? '', card.uuid) };
}

/** Reads `index, uuid, total, free` a line, MiB; a card that does not say its memory, as parts of one may not, is left out. */
export function cardMemoriesIn(list: string): CardMemory[] {
  return [...list.matchAll(/^(\d+), (\S+), (\d+), (\d+)\s*$/gm)].map(([, index, uuid, total, free]) => ({
    index: index as string,
    uuid: uuid as string,
    total: Number(total) * mebibyte,
    free: Number(free) * mebibyte,
  }));
}

/** Reads `uuid, process, used` a line, MiB: bytes that each process has on a card. Not every system says. */
export function takenIn(list: string, uuid: string): Map<number, number> {
  const lines = [...list.matchAll(/^(\S+), (\d+), (\d+)\s*$/gm)].filter(([, card]) => card === uuid);
  return new Map(lines.map(([, , pid, used]) => [Number(pid), Number(used) * mebibyte]));
}

/** The first card that CUDA shows a process. @param visible CUDA_VISIBLE_DEVICES: indices, or the beginnings of UUIDs. */
export function cardSeen(cards: readonly CardMemory[], visible: string | undefined): CardMemory | undefined {
  if (visible === undefined) return cards[0];
  const first = visible.split(',')[0]?.trim() ?? '';
  return first === '' ? undefined : cards.find(({ index, uuid }) => index === first || uuid.startsWith(first));
}
