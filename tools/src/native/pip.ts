import type { Environment } from './cache';
import { NativeProblem, oneLine } from './problems';
import type { Pin } from './wheels';

/** pip's own settings, from `pip config list`: its mirrors, proxy and certificates are this machine's. */
export type PipSettings = ReadonlyMap<string, string>;

/** Reads `pip config list`. What belongs to a command counts over `global`, the environment over all. */
export function readSettings(list: string): PipSettings {
  const sections = ['global', 'download', ':env:'];
  const lines = list.split('\n').flatMap((line) => {
    const match = /^(.+?)\.([\w-]+)=(['"])(.*)\3$/.exec(line.trim());
    return match === null ? [] : [{ section: match[1] as string, name: match[2] as string, value: match[4] as string }];
  });
  const ranked = sections.flatMap((section) => lines.filter((line) => line.section === section));
  return new Map(ranked.map(({ name, value }) => [name, value]));
}

/** The folders and pages where pip would look for a project, in its order. */
export function placesOf(settings: PipSettings, project: string): string[] {
  const words = (name: string) => (settings.get(name) ?? '').split(/\\n|\s+/).filter(Boolean);
  if (isOn(settings.get('no-index'))) return words('find-links');
  const indexes = [settings.get('index-url') ?? 'https://pypi.org/simple', ...words('extra-index-url')];
  return [...words('find-links'), ...indexes.map((index) => `${index.replace(/\/+$/, '')}/${project}/`)];
}

const isOn = (value: string | undefined): boolean => /^(1|true|yes|on|y|t)$/i.test(value ?? '');

/** The settings as the environment variables that pip's requests library goes by when it is used alone. */
export function networkEnvironment(settings: PipSettings): Record<string, string> {
  const cert = settings.get('cert');
  const proxy = settings.get('proxy');
  return {
    ...(cert ? { REQUESTS_CA_BUNDLE: cert } : {}),
    ...(proxy ? { HTTPS_PROXY: proxy, HTTP_PROXY: proxy } : {}),
  };
}

/** Arguments that make pip download the wheel itself: nothing is resumed, but it works wherever pip does. */
export function downloadArgs(pin: Pin, folder: string): string[] {
  const quiet = ['--disable-pip-version-check', '--no-input', '--retries', '2', '--quiet', '--progress-bar', 'off'];
  const choice = [
    '--no-deps',
    '--only-binary=:all:',
    '--python-version',
    pin.python,
    '--platform',
    pin.platform.split('.')[0] as string,
  ];
  return ['-m', 'pip', 'download', ...quiet, '--dest', folder, ...choice, requirement(pin)];
}

/** The environment for that: pip's temporary files go where there is room, and no virtual environment is needed. */
export const pipEnvironment = (env: Environment, temporary: string): Environment => ({
  ...env,
  PIP_REQUIRE_VIRTUALENV: '0',
  TMPDIR: temporary,
});

/** Why pip gave no wheel, from what it printed. */
export function pipProblem(pin: Pin, stderr: string): NativeProblem {
  const lines = stderr.split('\n');
  const said = (pattern: RegExp) => oneLine(lines.find((line) => pattern.test(line)) ?? '').slice(0, 200);
  const unreachable = said(/connection|timed? ?out|resolution|temporary failure|proxy|ssl|certificate|unreachable/i);
  if (unreachable !== '') {
    return new NativeProblem(
      'SB_NATIVE_NETWORK',
      `the Python package index cannot be reached (${/\w*(Error|Timeout)\b/.exec(unreachable)?.[0] ?? unreachable})`,
      'check the connection, or name a mirror with PIP_INDEX_URL and a proxy with HTTPS_PROXY, and run it again',
    );
  }
  return new NativeProblem(
    'SB_NATIVE_WHEEL',
    `pip finds no ${requirement(pin)} for ${pin.platform} (${said(/^error/i)})`,
    'point PIP_INDEX_URL at an index that has it, such as https://pypi.org/simple',
  );
}

const requirement = (pin: Pin): string => `${pin.project}==${pin.version}`;
