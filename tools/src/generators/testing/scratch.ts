import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..', '..', '..');

/** A copy of the workspace, built and installed as this one is, in which a test may do as it likes. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'seedbed-scratch-'));
  readonly workspace = join(this.folder, 'seedbed');
  /** What `~` is. */
  readonly home = join(this.folder, 'home');

  constructor() {
    mkdirSync(this.home);
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
    });
    const files = listed.split('\0').filter((file) => file && existsSync(join(root, file)));
    for (const file of files.filter((each) => !each.endsWith('/results.jsonl'))) this.copy(file);
    for (const name of readdirSync(join(root, 'packages'))) {
      const dist = join('packages', name, 'dist');
      if (existsSync(join(root, dist))) this.copy(dist);
    }
    // Linked file by file: npm replaces files and never writes into them, but for its own list.
    execFileSync('cp', ['-al', join(root, 'node_modules'), this.workspace]);
    rmSync(join(this.workspace, 'node_modules', '.package-lock.json'), { force: true });
  }

  private copy(path: string): void {
    const target = join(this.workspace, path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, path), target, { recursive: true });
  }

  /** Runs a command as it stands in the docs. @throws Error with what it said. */
  run(command: string, cwd = this.workspace): string {
    const { PATH } = process.env;
    const env = { PATH, HOME: this.home, CI: 'true', NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', npm_config_cache: join(this.folder, 'npm') }; // prettier-ignore
    const { status, stdout, stderr } = spawnSync(command, { cwd, shell: true, encoding: 'utf8', maxBuffer: 1e8, env });
    if (status === 0) return stdout;
    throw new Error(`${command} ended with ${status}:\n${stdout.slice(-3000)}\n${stderr.slice(-3000)}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
