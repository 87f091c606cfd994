import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { processes, until } from './processes.js';
import { temporaryFolder } from './tiny.js';

const programs = ['munged', 'slurmctld', 'slurmd'].map((name) => `/usr/sbin/${name}`);
const absent = programs.filter((path) => !existsSync(path));
const missing =
  absent.length > 0 ? `${absent[0]} is not installed` : process.getuid?.() === 0 ? null : 'Slurm is started as root';

/** Describes tests on a real Slurm; skipped by name where there is none, a failure with SEEDBED_REQUIRE_SLURM. */
export function describeSlurm(title: string, body: () => void): void {
  const skips = missing !== null && !process.env['SEEDBED_REQUIRE_SLURM'];
  describe.skipIf(skips)(`${title}${missing ? ` (skipped: ${missing})` : ''}`, body);
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A Slurm of its own: a controller and three nodes on this machine, with their own keys, ports and folders. */
export class Cluster {
  readonly nodes = ['n1', 'n2', 'n3'];
  private readonly children = new Map<string, ChildProcess>();

  private constructor(readonly env: Readonly<Record<string, string>>) {}

  static async start(): Promise<Cluster> {
    const folder = temporaryFolder();
    const configuration = join(folder, 'slurm.conf');
    const [controller, ...ports] = await Promise.all(Array.from({ length: 4 }, freePort));
    for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o400 });
    const nodes = ports.map((port, index) => `NodeName=n${index + 1} NodeHostname=${hostname()} NodeAddr=127.0.0.1 Port=${port} CPUs=2 RealMemory=4000`); // prettier-ignore
    writeFileSync(
      configuration,
      `ClusterName=seedbed
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmUser=root
SlurmctldPort=${controller}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket,cred_expire=10
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/%n.log
ReturnToService=2
SlurmdTimeout=10
KillWait=5
JobRequeue=1
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0
${nodes.join('\n')}
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP PreemptMode=OFF
PartitionName=low Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=high Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=2 PreemptMode=OFF
`,
    );
    const cluster = new Cluster({ SLURM_CONF: configuration });
    const at = (name: string) => join(folder, `munge.${name}`);
    cluster.spawn('munged', '/usr/sbin/munged', ['--foreground', '--force', `--key-file=${at('key')}`, `--socket=${at('socket')}`, `--pid-file=${at('pid')}`, `--log-file=${at('log')}`, `--seed-file=${at('seed')}`]); // prettier-ignore
    await until(() => existsSync(at('socket')), 'munged');
    cluster.startController();
    for (const node of cluster.nodes) cluster.startNode(node);
    await until(() => cluster.sinfo().every((state) => state === 'idle'), 'three nodes are idle');
    return cluster;
  }

  private spawn(name: string, program: string, words: readonly string[]): void {
    const env = { ...process.env, ...this.env };
    this.children.set(name, spawn(program, words, { env, stdio: 'ignore', detached: true }));
  }

  startController(): void {
    this.spawn('slurmctld', '/usr/sbin/slurmctld', ['-D']);
  }

  startNode(node: string): void {
    this.spawn(node, '/usr/sbin/slurmd', ['-D', '-N', node]);
  }

  /** In order, as an administrator does: killed, Slurm itself forgets the jobs of its last seconds. */
  async stopController(): Promise<void> {
    const controller = this.children.get('slurmctld');
    const ended = new Promise((resolve) => controller?.once('close', resolve));
    controller?.kill('SIGTERM');
    await ended;
  }

  /** As if the plug was pulled. The daemon and what watches over jobs go first, so that nobody notifies the controller. */
  killNode(node: string): void {
    for (const pid of [this.children.get(node)?.pid ?? 0, ...this.processesOn(node)]) {
      try {
        if (pid > 0) process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }

  /** The watchers of a node's jobs, then the jobs' processes, known by the environment that Slurm gives them. */
  private processesOn(node: string): number[] {
    const all = processes();
    const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
    const watchers = new Set(all.filter(({ command }) => command.includes('slurmstepd:')).map(({ pid }) => pid));
    const jobs = [...parents.keys()].filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return [`SLURM_CONF=${this.env['SLURM_CONF']}`, `SLURMD_NODENAME=${node}`].every((each) => environment.includes(each)); // prettier-ignore
      } catch {
        return false;
      }
    });
    const above = (pid: number): number[] => {
      const parent = parents.get(pid) ?? 0;
      return parent > 1 ? [parent, ...above(parent)] : [];
    };
    return [...new Set(jobs.flatMap(above).filter((pid) => watchers.has(pid))), ...jobs];
  }

  /** Runs one of Slurm's commands. */
  command(program: string, ...words: string[]): string {
    return execFileSync(program, words, { encoding: 'utf8', env: { ...process.env, ...this.env } });
  }

  private sinfo(): string[] {
    try {
      const lines = this.command('sinfo', '--noheader', '--Node', '--partition=all', '--format=%T').trim().split('\n');
      return lines.length === this.nodes.length ? lines : ['unknown'];
    } catch {
      return ['unknown'];
    }
  }

  /** Nodes on which something runs. */
  busyNodes(): string[] {
    const lines = this.command('squeue', '--noheader', '--states=RUNNING', '--format=%N').trim().split('\n');
    return [...new Set(lines.filter(Boolean))];
  }

  stop(): void {
    for (const node of this.nodes) this.killNode(node);
    for (const child of this.children.values()) child.kill('SIGKILL');
  }
}
