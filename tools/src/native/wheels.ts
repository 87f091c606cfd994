/** An official wheel, pinned: the same bytes for everybody, or nothing. */
export interface Pin {
  /** Distribution on the Python package index. */
  readonly project: string;
  readonly version: string;
  /** Any one Python: the library inside is the same for all, and the local Python's version does not matter. */
  readonly python: string;
  /** pip's platform tags, joined by dots as in the wheel's name. */
  readonly platform: string;
  /** The first two tags of the wheel's name, where they are not those of that Python. */
  readonly tag?: string;
  readonly sha256: string;
  /** Packed size in bytes, for the progress line until the server has told. */
  readonly bytes: number;
  /** Whether the whole way was walked on this platform, training included. */
  readonly tested: boolean;
}

/** Version of TensorFlow in every wheel below, as `TF_Version()` reports it. */
export const tensorflowVersion = '2.21.0';

const common = { version: tensorflowVersion, python: '3.11' } as const;

/**
 * `process.platform-process.arch` -> wheel. Checksums are those of the package index, 2026-11.
 * Not here: Intel Macs (TensorFlow stopped at 2.16) and Windows (its wheel has no C++ library to link against).
 */
export const wheels: Readonly<Record<string, Pin>> = {
  'linux-x64': {
    ...common,
    project: 'tensorflow-cpu',
    platform: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    bytes: 273_829_956,
    tested: true,
  },
  'linux-arm64': {
    ...common,
    project: 'tensorflow',
    platform: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    bytes: 281_828_020,
    tested: false,
  },
  'darwin-arm64': {
    ...common,
    project: 'tensorflow',
    platform: 'macosx_12_0_arm64',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    bytes: 223_405_849,
    tested: false,
  },
};

/** TensorFlow for CUDA 12. */
const forCuda: Pin = {
  ...common,
  project: 'tensorflow',
  platform: 'manylinux_2_27_x86_64',
  sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
  bytes: 572_440_367,
  tested: true,
};

const cudaWheel = (project: string, version: string, platform: string, bytes: number, sha256: string): Pin => ({
  python: common.python,
  tag: 'py3-none',
  tested: true,
  ...{ project, version, platform, bytes, sha256 },
});

/**
 * The parts of CUDA 12 and cuDNN 9 that TensorFlow opens before it takes a GPU, and what these open: of its wheel's
 * `and-cuda` list all but the compiler, the profiler, random numbers and talk between cards. No CUDA of the system is needed.
 */
// prettier-ignore
const cuda: readonly Pin[] = [
  cudaWheel('nvidia-cublas-cu12', '12.9.3.13', 'manylinux_2_27_x86_64', 581_217_458, 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72'),
  cudaWheel('nvidia-cuda-nvrtc-cu12', '12.9.86', 'manylinux2010_x86_64.manylinux_2_12_x86_64', 89_568_129, '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4'),
  cudaWheel('nvidia-cuda-runtime-cu12', '12.9.79', 'manylinux2014_x86_64.manylinux_2_17_x86_64', 3_493_179, '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3'),
  cudaWheel('nvidia-cudnn-cu12', '9.28.0.42', 'manylinux_2_27_x86_64', 716_538_495, '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375'),
  cudaWheel('nvidia-cufft-cu12', '11.4.1.4', 'manylinux2014_x86_64.manylinux_2_17_x86_64', 200_877_592, 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28'),
  cudaWheel('nvidia-cusolver-cu12', '11.7.5.82', 'manylinux_2_27_x86_64', 338_117_415, '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88'),
  cudaWheel('nvidia-cusparse-cu12', '12.5.10.65', 'manylinux2014_x86_64.manylinux_2_17_x86_64', 366_465_088, '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78'),
  cudaWheel('nvidia-nvjitlink-cu12', '12.9.86', 'manylinux2010_x86_64.manylinux_2_12_x86_64', 39_748_338, 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9'),
];

/** TensorFlow's wheel and, for GPUs, those of CUDA. */
export interface Pins {
  readonly pin: Pin;
  readonly cuda: readonly Pin[];
}

/** The wheels for a platform; undefined where TensorFlow publishes none. */
export function pinsFor(platform: string, arch: string, gpu = false): Pins | undefined {
  const place = `${platform}-${arch}`;
  if (gpu) return place === 'linux-x64' ? { pin: forCuda, cuda } : undefined;
  const pin = wheels[place];
  return pin && { pin, cuda: [] };
}

/** The wheel's file name on every index. */
export function fileNameOf({ project, version, python, platform, tag }: Pin): string {
  const own = `cp${python.replace('.', '')}`;
  return `${project.replaceAll('-', '_')}-${version}-${tag ?? `${own}-${own}`}-${platform}.whl`;
}
