import { sortNodeOptions, wordsOf } from './node-options.js';

/*
 * A worker's environment is what is known to move no number, and the switches that are recorded. Libraries read hundreds
 * of variables (tools/native-variables lists them); one of them, set in a shell for another program, once gave other
 * results under the same run id.
 */

/** Where programs, files and people are; how one speaks; which way to the network; which devices and which job. */
const harmless = [
  'PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'PWD', 'HOSTNAME', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LANGUAGE',
  'TERM', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR', 'CI',
  'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS',
  // Where Windows keeps what the names above say elsewhere.
  'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'USERNAME', 'HOMEDRIVE', 'HOMEPATH',
  'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA',
  // Clusters' modules and NixOS say by these where Node's own libraries are: without them a worker may not start.
  'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'NIX_LD', 'NIX_LD_LIBRARY_PATH', 'LOCALE_ARCHIVE', 'LOCPATH', 'NODE_PATH', 'UV_THREADPOOL_SIZE', 'MALLOC_ARENA_MAX',
  // Where a program that trains finds its interpreter and its modules.
  'PYTHONPATH', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'CONDA_DEFAULT_ENV', 'PYENV_ROOT', 'PYENV_VERSION', 'R_LIBS', 'R_LIBS_USER', 'R_HOME', 'JULIA_DEPOT_PATH', 'JULIA_PROJECT',
  // Which devices are seen, how much of their memory is taken, where what is compiled for them is kept; a device's name
  // is part of the backend's identity.
  'CUDA_VISIBLE_DEVICES', 'CUDA_DEVICE_ORDER', 'CUDA_CACHE_PATH', 'CUDA_CACHE_MAXSIZE', 'NVIDIA_VISIBLE_DEVICES',
  'NVIDIA_DRIVER_CAPABILITIES', 'CUDA_MPS_PIPE_DIRECTORY', 'CUDA_MPS_LOG_DIRECTORY', 'ROCR_VISIBLE_DEVICES',
  'HIP_VISIBLE_DEVICES', 'GPU_DEVICE_ORDINAL', 'TF_FORCE_GPU_ALLOW_GROWTH', 'VK_DRIVER_FILES', 'VK_ICD_FILENAMES',
  // What is said, and how much of it.
  'TF_CPP_MIN_LOG_LEVEL', 'TF_CPP_MAX_VLOG_LEVEL', 'TF_CPP_VMODULE',
]; // prettier-ignore
const harmlessPrefixes = ['SEEDBED_', 'LC_', 'XDG_', 'SLURM_', 'SLURMD_'];

/** Those whose removal is worth a word: numeric libraries and the system's loader and allocator read them. */
const readByLibraries =
  /^(TF|TENSORFLOW|ONEDNN|DNNL|XLA|CUDA|CUBLAS|CUDNN|NVIDIA|NCCL|OMP|GOMP|KMP|MKL|EIGEN|OPENBLAS|BLIS|TBB|MALLOC|LD|DYLD)_|^GLIBC_TUNABLES$/;
/** Terraform's begin as TensorFlow's do. */
const readByTerraform = /^TF_(VAR_.*|CLI_.*|LOG(_PATH|_CORE|_PROVIDER)?|DATA_DIR|WORKSPACE|INPUT|IN_AUTOMATION)$/;

export interface WorkerEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Switches that are set, as NAME=VALUE: they choose how the backend computes, and are recorded. */
  readonly chosen: readonly string[];
  /** Names of variables and options of Node that are kept from workers since they may change numbers. */
  readonly removed: readonly string[];
}

/** What a worker gets of an environment. @param switches variables that the backend records where they are set. */
export function workerEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  switches: readonly string[],
): WorkerEnvironment {
  const set = Object.entries(environment).filter((each): each is [string, string] => each[1] !== undefined);
  const node = sortNodeOptions(wordsOf(environment['NODE_OPTIONS'] ?? ''));
  const chosen = set.filter(([name]) => switches.includes(name));
  const kept = set.filter(([name]) => isHarmless(name));
  const isRead = (name: string) => readByLibraries.test(name) && !readByTerraform.test(name);
  const removed = set
    .map(([name]) => name)
    .filter((name) => isRead(name) && !isHarmless(name) && !switches.includes(name));
  return {
    variables: {
      ...Object.fromEntries([...kept, ...chosen]),
      ...(node.kept.length > 0 ? { NODE_OPTIONS: node.kept.join(' ') } : {}),
    },
    chosen: chosen.map((each) => each.join('=')),
    removed: [...removed.sort(), ...node.removed],
  };
}

/** Proxies are spelled either way, and Windows spells all names as it likes. */
function isHarmless(name: string): boolean {
  const spelled = process.platform === 'win32' || /_proxy$/.test(name) ? name.toUpperCase() : name;
  return harmless.includes(spelled) || harmlessPrefixes.some((prefix) => spelled.startsWith(prefix));
}

/** What `run` and `doctor` say of it: nothing where nothing is to be said. */
export function environmentWords({ chosen, removed }: Pick<WorkerEnvironment, 'chosen' | 'removed'>): string[] {
  const several = (names: readonly string[]) => names.length > 1;
  const choosing = several(chosen)
    ? "choose how numbers are computed, and are part of each run's id"
    : "chooses how numbers are computed, and is part of each run's id";
  const keeping = several(removed)
    ? 'are kept from the workers: they may change numbers and are not recorded'
    : 'is kept from the workers: it may change numbers and is not recorded';
  return [
    ...(chosen.length > 0 ? [`${chosen.join(', ')}: ${choosing}`] : []),
    ...(removed.length > 0 ? [`${removed.join(', ')} ${keeping}`] : []),
  ];
}
