import { SingleBar } from 'cli-progress';

/** How the stages tell what they do. On a terminal a moving line, elsewhere few plain ones. */
export interface Progress {
  /** A line that stays. */
  say(line: string): void;
  /** Bytes done of bytes in all (0 where unknown). */
  update(label: string, done: number, total: number): void;
  /** Ends the moving line, if there is one. */
  end(): void;
}

/** Progress on a stream, normally standard error: standard output belongs to the result. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const say = (line: string) => void stream.write(`native: ${line}\n`);
  return stream.isTTY ? movingLine(stream, say) : plainLines(say);
}

/** Says nothing. */
export const silent: Progress = { say: () => {}, update: () => {}, end: () => {} };

function movingLine(stream: NodeJS.WriteStream, say: (line: string) => void): Progress {
  let bar: SingleBar | undefined;
  const end = () => {
    bar?.stop();
    bar = undefined;
  };
  const update = (label: string, done: number, total: number) => {
    if (bar === undefined) {
      const format = 'native: {label} {bar} {percentage}% of {size}, {eta_formatted} left';
      bar = new SingleBar({
        stream,
        format,
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        gracefulExit: false,
      });
      bar.start(total, done, { label, size: megabytes(total) });
    }
    bar.setTotal(total);
    bar.update(done, { label, size: megabytes(total) });
  };
  return {
    say: (line) => {
      end();
      say(line);
    },
    update,
    end,
  };
}

/** One line for each quarter: logs of CI systems keep every line. */
export function plainLines(say: (line: string) => void): Progress {
  let told = 0;
  const update = (label: string, done: number, total: number) => {
    const quarter = total > 0 ? Math.floor((4 * done) / total) : 0;
    if (quarter > told) say(`${label} ${quarter * 25}% of ${megabytes(total)}`);
    told = Math.max(told, quarter);
  };
  return { say, update, end: () => void (told = 0) };
}

/** Bytes for people. */
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Reads the `P <done> <total>` lines that the Python helpers print. */
export function readProgress(line: string): [done: number, total: number] | undefined {
  const match = /^P (\d+) (\d+)$/.exec(line);
  return match === null ? undefined : [Number(match[1]), Number(match[2])];
}
