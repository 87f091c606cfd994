/** What the components of a package compute by: its version, and a digest of its code. */
export interface PackageIdentity {
  readonly version: string;
  readonly digest: string;
}

/** Packages by name. */
export type Packages = Readonly<Record<string, PackageIdentity>>;
