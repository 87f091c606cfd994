const candidates = [',', ';', '\t'] as const;
/** A first line is not longer. */
const longest = 16 * 1024 * 1024;

/** What parts the columns, by the first line: the one of comma, semicolon and tab that is in it most often, outside of quotes. */
export async function delimiterOf(pieces: AsyncIterable<string>): Promise<string> {
  const times = new Map<string, number>();
  let inQuotes = false;
  let seen = 0;
  for await (const piece of pieces) {
    for (const letter of piece) {
      if (letter === '"') inQuotes = !inQuotes;
      else if (!inQuotes && (letter === '\n' || letter === '\r') && seen > 0) return most(times);
      else if (!inQuotes && (candidates as readonly string[]).includes(letter)) times.set(letter, (times.get(letter) ?? 0) + 1); // prettier-ignore
      if (letter !== '\n' && letter !== '\r') seen += 1;
    }
    if (seen > longest) break;
  }
  return most(times);
}

const most = (times: ReadonlyMap<string, number>) =>
  candidates.reduce<string>((best, each) => ((times.get(each) ?? 0) > (times.get(best) ?? 0) ? each : best), ',');
