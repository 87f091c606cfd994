import { describe, expect, it } from 'vitest';
import { downloadArgs, networkEnvironment, pipProblem, placesOf, readSettings } from './pip';
import { fileNameOf, wheels } from './wheels';

const pin = wheels['linux-x64']!;

it('knows the file before it asks anybody', () => {
  expect(fileNameOf(pin)).toBe('tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl');
});

it('lets pip choose the same file, whatever the local Python is', () => {
  const args = downloadArgs(pin, 'folder');
  expect(args).toEqual(expect.arrayContaining(['--platform', pin.platform, '--python-version', '3.11', '--no-deps']));
  expect(args.at(-1)).toBe('tensorflow-cpu==2.21.0');
});

describe("pip's settings", () => {
  const list = [
    ":env:.cert='/b.pem'",
    "global.cert='/a.pem'",
    "global.extra-index-url='https://one/simple/ file:///two'",
    "global.find-links='/wheels'",
    "install.proxy='http://other'",
    "download.proxy='http://p'",
  ].join('\n');

  it('become the environment of its requests library, the environment first', () => {
    expect(networkEnvironment(readSettings(list))).toEqual({
      REQUESTS_CA_BUNDLE: '/b.pem',
      HTTPS_PROXY: 'http://p',
      HTTP_PROXY: 'http://p',
    });
    expect(networkEnvironment(readSettings(''))).toEqual({});
  });

  it('name the places where it looks', () => {
    expect(placesOf(readSettings(list), 'tensorflow')).toEqual([
      '/wheels',
      'https://pypi.org/simple/tensorflow/',
      'https://one/simple/tensorflow/',
      'file:///two/tensorflow/',
    ]);
    expect(placesOf(readSettings(`${list}\n:env:.no-index='1'`), 'tensorflow')).toEqual(['/wheels']);
    expect(placesOf(readSettings(''), 'x')).toEqual(['https://pypi.org/simple/x/']);
  });
});

describe('pipProblem', () => {
  it('tells an unreachable index from one without the wheel', () => {
    const none = 'ERROR: No matching distribution found for tensorflow-cpu==2.21.0';
    expect(pipProblem(pin, none).code).toBe('SB_NATIVE_WHEEL');
    const refused = `WARNING: Retrying after connection broken by 'NewConnectionError'\n${none}`;
    expect(pipProblem(pin, refused).code).toBe('SB_NATIVE_NETWORK');
  });
});
