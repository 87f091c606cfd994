/* Of each experiment with reference results: the digest of its report, the picture of its main figure. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Text by the path of its file. A report is not kept, since it follows from the results: its digest is. */
export function reports(names, seedbed) {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-regenerate-'));
  try {
    return names.flatMap((name) => {
      const [out, plot] = ['html', 'svg'].map((ending) => join(folder, `${name}.${ending}`));
      seedbed('report', `experiments/${name}`, '--out', out, '--plot', plot);
      return [
        [`experiments/${name}/report.sha256`, `${sha256(readFileSync(out))}  report.html\n`],
        [`docs/images/${name}.svg`, readFileSync(plot, 'utf8')],
      ];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
