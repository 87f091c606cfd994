/** An official TensorFlow wheel, pinned: the same bytes for everybody, or nothing. */
export interface Pin {
  /** Distribution on the Python package index. */
  readonly project: string;
  readonly version: string;
  /** Any one Python: the library inside is the same for all, and the local Python's version does not matter. */
  readonly python: string;
  /** pip's platform tag. */
  readonly platform: string;
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

/** The wheel for a platform, if TensorFlow publishes one. */
export const pinFor = (platform: string, arch: string): Pin | undefined => wheels[`${platform}-${arch}`];

/** The wheel's file name on every index. */
export function fileNameOf({ project, version, python, platform }: Pin): string {
  const tag = `cp${python.replace('.', '')}`;
  return `${project.replaceAll('-', '_')}-${version}-${tag}-${tag}-${platform}.whl`;
}
